/** SQL: a repository is the one that somebody names. `table` is its table's name in the query, `name` SQL of a text. */
export const namedRepository = (table: string, name: string): string =>
  `(lower(${table}.name) = lower(${name}) or lower(${table}.name) like '%/' || lower(${name}) or ${table}.id = ${name})`
