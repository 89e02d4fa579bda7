/** SQL of a pattern for `like`: `*` stands for anything, all else for itself. */
export const glob = (value: string) =>
  `replace(replace(replace(replace(lower(${value}), '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '*', '%')`

/** Whether a name is a value, or ends with it after a slash. */
export const named = (name: string, value: string) =>
  `lower(${name}) like ${glob(value)} or lower(${name}) like '%/' || ${glob(value)}`

/** Whether a text has a value anywhere; one with `*` is a whole name, or its end after a slash. */
export const within = (name: string, value: string) =>
  `case when strpos(${value}, '*') > 0 then ${named(name, value)} else strpos(lower(${name}), lower(${value})) > 0 end`

/** A directory that is written from its root is that one or one in it. */
export const inDirectory = (name: string, value: string) =>
  `case when ${value} ~ '^(/|[A-Za-z]:)' and strpos(${value}, '*') = 0
    then starts_with(lower(${name}) || '/', rtrim(lower(${value}), '/') || '/') else ${within(name, value)} end`
