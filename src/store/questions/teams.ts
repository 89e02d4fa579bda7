import type { ClientBase } from 'pg'

/** A team, and who is in it, by name. Times in milliseconds since 1970. */
export interface TeamRow {
  readonly name: string
  /** It was named in the people file, in Settings, or in both. */
  readonly from: readonly ('file' | 'settings')[]
  readonly persons: readonly { readonly id: string; readonly name: string }[]
  readonly sessions: number
  readonly lastSessionAt: number | null
}

/** The teams that somebody named, by name; sessions as they are known at `asOf` (milliseconds since 1970). */
export const teamsOf = async (client: ClientBase, asOf?: number): Promise<TeamRow[]> => {
  const { rows } = await client.query<TeamRow>(
    `select named.name, named."from", members.persons, worked.sessions,
       (extract(epoch from worked.at) * 1000)::bigint as "lastSessionAt"
     from (
       select min(name) as name, array_agg(distinct origin order by origin) as "from" from (
         select team as name, 'settings' as origin from team_member where org = 1
         union all select unnest(teams), 'file' from people_file_entry where org = 1
       ) given group by lower(name)
     ) named
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', person.name) order by lower(person.name), id), '[]') as persons
       from person where org = 1 and id in (
         select person from team_person where org = 1 and lower(team) = lower(named.name))
     ) members
     cross join lateral (
       select count(*) as sessions, max(least(summary.ended_at, $1::timestamptz)) as at
       from session_place place
       join session_summary summary on summary.org = 1 and summary.session = place.session
       where place.org = 1 and place.root = place.session and (summary.prompts > 0 or summary.tool_calls > 0)
         and ($1::timestamptz is null or summary.started_at < $1)
         and place.person in (select person from team_person where org = 1 and lower(team) = lower(named.name))
     ) worked
     order by lower(named.name)`,
    [asOf === undefined ? null : new Date(asOf)],
  )
  return rows
}
