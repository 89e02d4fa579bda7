import type { ClientBase } from 'pg'
import { projectSessionsSql } from './project-sql.ts'

/** A value that a filter can have, and of how many sessions it would be true. */
export interface FilterValue {
  readonly value: string
  readonly sessions: number
}

export interface FilterValuesRequest {
  /** What has been written of the value. */
  readonly text: string
  readonly limit: number
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
}

/** Of files, tools and models those of the latest sessions are looked through. */
const latest = 2_000

/** SQL of the sessions that count: `root` is their summary, `place` where they belong, `session` the session itself. */
const listed = (limit?: number) => `listed as materialized (
  select root.session, root.agent, root.ended_at, place.repository, place.person
  from session_summary root join session_place place on place.org = 1 and place.session = root.session
  where root.org = 1 and place.root = place.session and (root.prompts > 0 or root.tool_calls > 0)
    and ($3::timestamptz is null or root.started_at < $3)
  order by root.ended_at desc${limit === undefined ? '' : ` limit ${limit}`})`

const ofTree = (select: string, from: string) => `with ${listed(latest)}
  select ${select} as value, listed.session as root, listed.ended_at as at
  from listed join session_place member on member.org = 1 and member.root = listed.session
  cross join lateral (${from}) used`

const ofRoot = (select: string, join: string) => `with ${listed()}
  select ${select} as value, listed.session as root, listed.ended_at as at from listed ${join}`

const session = 'join session on session.org = 1 and session.id = listed.session'

/** Where the values of each filter come from. A file below the directory of its session is named from there. */
const sources = {
  repo: ofRoot('repository.name', 'join repository on repository.org = 1 and repository.id = listed.repository'),
  person: ofRoot('person.name', 'join person on person.org = 1 and person.id = listed.person'),
  team: ofRoot('team.team', 'join team_person team on team.org = 1 and team.person = listed.person'),
  project: ofRoot(
    'named.project',
    `join (select distinct project from project_part where org = 1) named
       on listed.session in (${projectSessionsSql('array[named.project]')})`,
  ),
  agent: ofRoot('listed.agent', ''),
  branch: ofRoot('session.branch', session),
  dir: ofRoot('session.cwd', session),
  model: ofTree('used.model', 'select distinct model from usage_slot where org = 1 and session = member.session'),
  tool: ofTree(
    'used.tool',
    'select unnest(tools) as tool from session_summary where org = 1 and session = member.session',
  ),
  file: ofTree(
    'used.file',
    `select case when directory.cwd <> '' and starts_with(path, directory.cwd || '/') then substr(path, length(directory.cwd) + 2) else path end as file
     from session_summary summary cross join lateral unnest(summary.files) as path
     left join session owner on owner.org = 1 and owner.id = listed.session
     cross join lateral (select coalesce(owner.cwd, '') as cwd) directory
     where summary.org = 1 and summary.session = member.session`,
  ),
} as const

export type NamedFilter = keyof typeof sources

export const namedFilters = Object.keys(sources) as [NamedFilter, ...NamedFilter[]]

/**
 * Values of a filter that have a text, those that begin with it first, or a part of them after a slash, then those of
 * most sessions.
 */
export const filterValues = async (
  client: ClientBase,
  filter: NamedFilter,
  { text, limit, asOf }: FilterValuesRequest,
): Promise<FilterValue[]> => {
  const { rows } = await client.query<FilterValue>(
    `select value, count(distinct root) as sessions
     from (${sources[filter]}) used
     where value <> '' and strpos(lower(value), lower($1)) > 0
     group by value
     order by starts_with(lower(value), lower($1)) or strpos(lower(value), '/' || lower($1)) > 0 desc,
       count(distinct root) desc, max(at) desc, value
     limit $2`,
    [text, limit, asOf === undefined ? null : new Date(asOf)],
  )
  return rows
}
