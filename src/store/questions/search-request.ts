import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { type FilterName, parseQuery, type QueryFilter } from '../search/parse-query.ts'
import { type SearchTerm, searchTerm } from '../search/search-term.ts'
import { checkPeriod, periodOf } from './period.ts'
import type { SessionCondition } from './sessions-of.ts'

/** A query as sessions are asked for it. */
export interface SearchRequest {
  readonly terms: readonly SearchTerm[]
  readonly conditions: readonly SessionCondition[]
  /** A date of the query that counts from now, as it was written. */
  readonly relative: string | undefined
}

/**
 * Reads a query. Dates count from `now` (milliseconds since 1970) in a time zone. Throws `MaestroError('usage')` for a
 * date that is none.
 */
export const searchRequest = async (
  client: ClientBase,
  text: string,
  { timezone, now }: { readonly timezone: string; readonly now: number },
): Promise<SearchRequest> => {
  const { terms, filters } = parseQuery(text)
  const conditions: SessionCondition[] = []
  let relative: string | undefined
  for (const { name, values, excluded } of filters) {
    const isDate = name === 'before' || name === 'after'
    const known = isDate ? await instantsOf(client, name, values, timezone, now) : values
    if (isDate) relative ??= values.find((value) => !/^\d{4}-\d{2}/.test(value))
    conditions.push((bind, part) => `${excluded ? 'not ' : ''}(${filterSql[name](bind(known), part)})`)
  }
  return { terms: terms.map(searchTerm), conditions, relative }
}

/** When days, months and relative dates begin. */
const instantsOf = async (
  client: ClientBase,
  name: FilterName,
  values: QueryFilter['values'],
  timezone: string,
  now: number,
): Promise<Date[]> => {
  const instants: Date[] = []
  for (const value of values) {
    try {
      checkPeriod({ since: value, timezone: 'UTC' })
      instants.push(new Date((await periodOf(client, { since: value, timezone }, now)).since!))
    } catch (error) {
      if (!MaestroError.isInstance(error) || error.code !== 'usage') throw error
      throw new MaestroError(
        'usage',
        `${name}:${value} is no date.`,
        `Write a day (${name}:2026-02-09), a month (${name}:2026-02), a time (${name}:2026-02-09T14:30), ` +
          `${name}:today, ${name}:yesterday, or ${name}:7d, ${name}:2w, ${name}:3m ago.`,
        { cause: error },
      )
    }
  }
  return instants
}

/** SQL of a pattern for `like`: `*` stands for anything, all else for itself. */
const glob = (value: string) =>
  `replace(replace(replace(replace(lower(${value}), '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%')`

/** Whether a name is a value, or ends with it after a slash. */
const named = (name: string, value: string) =>
  `lower(${name}) like ${glob(value)} or lower(${name}) like '%/' || ${glob(value)}`

/** A path has a value anywhere; one with `*` is a whole path, or its end after a slash. */
const path = (name: string, value: string) =>
  `case when strpos(${value}, '*') > 0 then ${named(name, value)} else strpos(lower(${name}), lower(${value})) > 0 end`

const ofTree = (part: string, condition: string) => `exists (
  select from session_place member cross join lateral (${part}) part
  where member.org = 1 and member.root = root.session and ${condition})`

/** What each filter asks of a session; `values` is SQL of an array. */
const filterSql: Readonly<Record<FilterName, (values: string, part: string) => string>> = {
  repo: (values) => `exists (select from repository, unnest(${values}::text[]) value
    where repository.org = 1 and repository.id = place.repository and (repository.id = value or ${named('repository.name', 'value')}))`,
  person: (values) => `exists (select from unnest(${values}::text[]) value
    left join person on person.org = 1 and person.id = place.person
    where place.person = value or lower(person.name) = lower(value)
      or lower(value) = any(string_to_array(lower(person.name), ' ')))`,
  agent: (values) => `exists (select from unnest(${values}::text[]) value
    where root.agent = lower(value) or starts_with(root.agent, lower(value) || '-'))`,
  tool: (values, part) =>
    ofTree(
      part,
      `exists (select from unnest(part.tools) tool, unnest(${values}::text[]) value
    where lower(tool) like ${glob('value')})`,
    ),
  file: (values, part) =>
    ofTree(
      part,
      `exists (select from unnest(part.files) file, unnest(${values}::text[]) value
    where ${path('file', 'value')})`,
    ),
  branch: (values) => `exists (select from session, unnest(${values}::text[]) value
    where session.org = 1 and session.id = root.session and (${named('session.branch', 'value')}))`,
  before: (values) => `root.started_at < any(${values}::timestamptz[])`,
  after: (values) => `root.ended_at >= any(${values}::timestamptz[])`,
}
