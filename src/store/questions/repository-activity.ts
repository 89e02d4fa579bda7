import type { ClientBase } from 'pg'
import { endOf, type Period } from './period.ts'
import { type Bind, commitScope, pullRequestScope, type Scope, sessionScope } from './scope-sql.ts'
import { wholeSlots } from './slots.ts'

export type Stretch = 'day' | 'week' | 'month'

/** Somebody, by the name that sessions or commits give, and how many of these are theirs. */
export interface Share {
  readonly name: string
  readonly count: number
}

/** What happened in a repository in a period. */
export interface RepositoryActivity {
  readonly repository: string
  /** Sessions that did something, to the quarter of an hour. */
  readonly sessions: number
  /** Commits that are no merges, and their lines. */
  readonly commits: number
  readonly added: number
  readonly removed: number
  /** Merged in the period. */
  readonly pullRequests: number
  /** Whose sessions ran, those with most first. */
  readonly people: readonly Share[]
  /** Who wrote the commits, those with most first; no bots. */
  readonly authors: readonly Share[]
  /** By the stretches in which something happened, the first first. */
  readonly over: readonly { readonly key: string; readonly sessions: number; readonly commits: number }[]
}

const format = (stretch: Stretch, local: string): string =>
  stretch === 'month'
    ? `to_char(${local}, 'YYYY-MM')`
    : `to_char(${stretch === 'week' ? `date_trunc('week', ${local})` : local}, 'YYYY-MM-DD')`

interface Asked {
  readonly client: ClientBase
  readonly period: Period
  readonly scope: Scope
  readonly stretch: Stretch
}

/** What happened in each repository in a period, by stretches of time that begin in its time zone. */
export const repositoryActivity = async (
  client: ClientBase,
  period: Period,
  { scope, stretch }: { readonly scope: Scope; readonly stretch: Stretch },
): Promise<RepositoryActivity[]> => {
  const asked = { client, period, scope, stretch }
  const sessions = await sessionsIn(asked)
  const commits = await commitsIn(asked)
  const pulls = new Map((await pullRequestsIn(asked)).map((row) => [row.repository, row.pulls]))
  const ran = Map.groupBy(sessions, ({ repository }) => repository)
  const made = Map.groupBy(commits, ({ repository }) => repository)
  return [...new Set([...ran.keys(), ...made.keys(), ...pulls.keys()])].sort().map((repository) => {
    const here = ran.get(repository) ?? []
    const there = made.get(repository) ?? []
    const sum = (of: (row: Made) => number) => there.reduce((total, row) => total + of(row), 0)
    const roots = (rows: readonly Ran[]) => new Set(rows.map(({ root }) => root)).size
    const keys = [...new Set([...here, ...there].map(({ key }) => key))].sort()
    return {
      repository,
      sessions: roots(here),
      commits: sum((row) => row.commits),
      added: sum((row) => row.added),
      removed: sum((row) => row.removed),
      pullRequests: pulls.get(repository) ?? 0,
      people: shares(here, roots),
      authors: shares(
        there.filter(({ bot }) => !bot),
        (rows) => rows.reduce((total, row) => total + row.commits, 0),
      ),
      over: keys.map((key) => ({
        key,
        sessions: roots(here.filter((row) => row.key === key)),
        commits: there.reduce((total, row) => total + (row.key === key ? row.commits : 0), 0),
      })),
    }
  })
}

const shares = <Row extends { readonly name: string }>(
  rows: readonly Row[],
  count: (rows: readonly Row[]) => number,
): Share[] =>
  [...Map.groupBy(rows, ({ name }) => name)]
    .map(([name, theirs]) => ({ name, count: count(theirs) }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))

/** A session in a stretch in which it did something. */
interface Ran {
  readonly repository: string
  readonly root: string
  readonly name: string
  readonly key: string
}

const sessionsIn = async ({ client, period, scope, stretch }: Asked): Promise<Ran[]> => {
  const { from, to } = wholeSlots(period)
  const values: unknown[] = [period.timezone, from, to]
  const bind: Bind = (value) => `$${values.push(value)}`
  const { rows } = await client.query<Ran>(
    `select distinct place.repository, place.root, coalesce(person.name, place.person) as name,
       ${format(stretch, 'part.slot at time zone $1')} as key
     from (
       select session, slot from activity_slot
       where org = 1 and ($2::timestamptz is null or slot >= $2) and ($3::timestamptz is null or slot < $3)
         and (prompts > 0 or tool_calls > 0)
     ) part
     join session_place place on place.org = 1 and place.session = part.session
     left join person on person.org = 1 and person.id = place.person
     where place.repository is not null ${sessionScope(scope, bind)
       .map((condition) => `and ${condition}`)
       .join(' ')}`,
    values,
  )
  return rows
}

/** Somebody's commits in a stretch. */
interface Made {
  readonly repository: string
  readonly name: string
  readonly bot: boolean
  readonly key: string
  readonly commits: number
  readonly added: number
  readonly removed: number
}

const withinSql = (column: string, period: Period, bind: Bind): string[] => {
  const end = endOf(period)
  return [
    ...(period.since === undefined ? [] : [`${column} >= ${bind(new Date(period.since))}`]),
    ...(end === undefined ? [] : [`${column} < ${bind(new Date(end))}`]),
  ]
}

const commitsIn = async ({ client, period, scope, stretch }: Asked): Promise<Made[]> => {
  const values: unknown[] = [period.timezone]
  const bind: Bind = (value) => `$${values.push(value)}`
  const conditions = [
    'commit.org = 1',
    'cardinality(commit.parents) < 2',
    ...withinSql('commit.committed_at', period, bind),
    ...commitScope(scope, bind),
  ]
  const { rows } = await client.query<Made>(
    `select commit.repository, coalesce(person.name, commit.author_name) as name, coalesce(person.bot, false) as bot,
       ${format(stretch, 'commit.committed_at at time zone $1')} as key, count(*) as commits,
       sum(commit.added)::bigint as added, sum(commit.removed)::bigint as removed
     from commit
     join repository on repository.org = 1 and repository.id = commit.repository
     left join identity on identity.org = 1 and identity.id = 'email:' || lower(commit.author_email)
     left join person on person.org = 1 and person.id = identity.person
     where ${conditions.join(' and ')}
     group by 1, 2, 3, 4`,
    values,
  )
  return rows
}

const pullRequestsIn = async ({ client, period, scope }: Asked) => {
  const values: unknown[] = []
  const bind: Bind = (value) => `$${values.push(value)}`
  const conditions = ['pull.org = 1', ...withinSql('pull.at', period, bind), ...pullRequestScope(scope, bind)]
  const { rows } = await client.query<{ repository: string; pulls: number }>(
    `select pull.repository, count(distinct pull.number) as pulls
     from pull_request pull
     join repository on repository.org = 1 and repository.id = pull.repository
     left join identity on identity.org = 1 and identity.id = 'email:' || lower(pull.author_email)
     left join person on person.org = 1 and person.id = identity.person
     where ${conditions.join(' and ')} group by 1`,
    values,
  )
  return rows
}
