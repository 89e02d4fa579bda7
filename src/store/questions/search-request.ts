import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { type FilterName, parseQuery, type QueryFilter } from '../search/parse-query.ts'
import { type SearchTerm, searchTerm } from '../search/search-term.ts'
import { glob, inDirectory, named, within } from './name-sql.ts'
import { checkPeriod, periodOf } from './period.ts'
import { projectSessionsSql } from './project-sql.ts'
import type { ConditionSources, SessionCondition } from './sessions-of.ts'

/** A query as sessions are asked for it. */
export interface SearchRequest {
  readonly terms: readonly SearchTerm[]
  readonly conditions: readonly SessionCondition[]
  /** What files and tools were asked for: what of a session fits them says why it was found. */
  readonly files: readonly string[]
  readonly tools: readonly string[]
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
    const not = excluded ? 'not ' : ''
    if (isDate(name)) {
      relative ??= values.find((value) => !/^\d{4}-\d{2}/.test(value))
      const days = await daysOf(client, name, values, { timezone, now })
      const starts = days.map(({ since }) => since)
      const ends = days.map(({ until }) => until)
      conditions.push(
        (bind) =>
          `${not}(${dateSql[name](
            () => bind(starts),
            () => bind(ends),
          )})`,
      )
    } else conditions.push((bind, sources) => `${not}(${filterSql[name](bind(values), sources)})`)
  }
  const wanted = (of: FilterName) =>
    filters.flatMap(({ name, values, excluded }) => (name === of && !excluded ? values : []))
  return { terms: terms.map(searchTerm), conditions, files: wanted('file'), tools: wanted('tool'), relative }
}

type DateFilter = 'on' | 'before' | 'after'

const isDate = (name: FilterName): name is DateFilter => name === 'on' || name === 'before' || name === 'after'

/** When days, months and relative dates begin, and when they are over. */
const daysOf = async (
  client: ClientBase,
  name: DateFilter,
  values: QueryFilter['values'],
  { timezone, now }: { readonly timezone: string; readonly now: number },
): Promise<{ readonly since: Date; readonly until: Date }[]> => {
  const days: { since: Date; until: Date }[] = []
  for (const value of values) {
    try {
      checkPeriod({ since: value, timezone: 'UTC' })
      const { since, until } = await periodOf(client, { since: value, until: value, timezone }, now)
      // What is counted back from now goes on until now.
      days.push({ since: new Date(since!), until: new Date(until! > since! ? until! : now) })
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
  return days
}

const ofTree = (part: string, condition: string) => `exists (
  select from session_place member cross join lateral (${part}) part
  where member.org = 1 and member.root = root.session and ${condition})`

const ofSession = (condition: string, values: string) => `exists (
  select from session, unnest(${values}::text[]) value
  where session.org = 1 and session.id = root.session and (${condition}))`

/** What each filter asks of a session; `values` is SQL of an array. */
const filterSql: Readonly<
  Record<Exclude<FilterName, DateFilter>, (values: string, sources: ConditionSources) => string>
> = {
  repo: (values) => `exists (select from repository, unnest(${values}::text[]) value
    where repository.org = 1 and repository.id = place.repository and (repository.id = value or ${named('repository.name', 'value')}))`,
  person: (values) => `exists (select from unnest(${values}::text[]) value
    left join person on person.org = 1 and person.id = place.person
    where place.person = value or lower(person.name) = lower(value)
      or lower(value) = any(string_to_array(lower(person.name), ' ')))
    or place.person in (select person from identity where org = 1 and id in (
      select kind || value from unnest(array['', 'email:', 'home:']) kind, unnest(${values}::text[]) value))`,
  team: (values) => `place.person in (select person from team_person, unnest(${values}::text[]) value
    where org = 1 and lower(team) = lower(value))`,
  project: (values) => `place.root in (${projectSessionsSql(`${values}::text[]`)})`,
  agent: (values) => `exists (select from unnest(${values}::text[]) value
    where root.agent = lower(value) or starts_with(root.agent, lower(value) || '-'))`,
  model: (values, { slot }) => `exists (
    select from session_place member cross join lateral (${slot}) slot, unnest(${values}::text[]) value
    where member.org = 1 and member.root = root.session and (${within('slot.model', 'value')}))`,
  tool: (values, { part }) =>
    ofTree(
      part,
      `exists (select from unnest(part.tools) tool, unnest(${values}::text[]) value where lower(tool) like ${glob('value')})`,
    ),
  file: (values, { part }) =>
    ofTree(
      part,
      `exists (select from unnest(part.files) file, unnest(${values}::text[]) value where ${within('file', 'value')})`,
    ),
  branch: (values) => ofSession(within('session.branch', 'value'), values),
  dir: (values) => ofSession(inDirectory('session.cwd', 'value'), values),
}

/** The same of dates: SQL of the instants in which days begin, and in which they are over. */
const dateSql: Readonly<Record<DateFilter, (starts: () => string, ends: () => string) => string>> = {
  on: (
    starts,
    ends,
  ) => `exists (select from unnest(${starts()}::timestamptz[], ${ends()}::timestamptz[]) as day (starts, ends)
    where root.started_at < day.ends and root.ended_at >= day.starts)`,
  before: (starts) => `root.started_at < any(${starts()}::timestamptz[])`,
  after: (starts) => `root.ended_at >= any(${starts()}::timestamptz[])`,
}
