import type { ClientBase } from 'pg'
import { ranSql } from './ran-sql.ts'
import { summaryColumns, summarySql } from './summary-sql.ts'

/** A session on a day on which it did something. Instants in milliseconds since 1970. */
export interface DaySession extends Said {
  readonly day: string
  readonly session: string
  readonly logId: string
  readonly agent: string
  readonly personName: string
  readonly branch: string | null
  readonly startedAt: number
  readonly endedAt: number
  /** When it began to do something on that day, and when it did last: to the quarter of an hour. */
  readonly from: number
  readonly until: number
}

interface Said {
  readonly title: string | null
  readonly goal: string | null
  readonly prompts: number
}

export interface DaySessionsFilter {
  readonly since: number
  readonly until: number
  /** What lies after it is not known yet. */
  readonly asOf?: number | undefined
  readonly timezone: string
  /** At most so many of each day. */
  readonly limit: number
}

/** Sessions of a repository by the days on which they did something, the first of each day first. */
export const sessionsOfDays = async (
  client: ClientBase,
  repository: string,
  { since, until, asOf, timezone, limit }: DaySessionsFilter,
): Promise<DaySession[]> => {
  const end = asOf === undefined ? until : Math.min(until, asOf)
  const { rows } = await client.query<DaySession>(
    `with ${ranSql}, listed as (
       select * from (
         select ran.*, row_number() over (partition by day order by starts, session) as place from ran
       ) numbered where place <= $5
     )
     select to_char(listed.day, 'YYYY-MM-DD') as day, session.id as session, session.log_id as "logId", session.agent,
       coalesce(person.name, place.person) as "personName", session.branch, known.title, known.goal, known.prompts,
       (extract(epoch from known.started_at) * 1000)::bigint as "startedAt",
       (extract(epoch from known.ended_at) * 1000)::bigint as "endedAt",
       (extract(epoch from listed.starts) * 1000)::bigint as "from",
       (extract(epoch from listed.ends) * 1000)::bigint as "until"
     from listed
     join session_summary known on known.org = 1 and known.session = listed.session
     join session on session.org = 1 and session.id = listed.session
     join session_place place on place.org = 1 and place.session = listed.session
     left join person on person.org = 1 and person.id = place.person
     order by listed.day desc, listed.place`,
    [repository, timezone, new Date(since), new Date(end), limit],
  )
  return asOf === undefined ? rows : asKnown(client, rows, asOf)
}

/** Only of sessions that went on after the instant is anything computed again. */
const asKnown = async (client: ClientBase, rows: readonly DaySession[], asOf: number): Promise<DaySession[]> => {
  const goesOn = new Set(rows.flatMap(({ session, endedAt }) => (endedAt >= asOf ? session : [])))
  if (goesOn.size === 0) return [...rows]
  const said = await client.query<Said & { session: string }>(
    `select session, title, goal, prompts
     from (${summarySql('$1::text[]', '$2::timestamptz')}) known (${summaryColumns.join(', ')})`,
    [[...goesOn], new Date(asOf)],
  )
  const known = new Map(said.rows.map(({ session, ...of }) => [session, of]))
  return rows.map((row) => ({ ...row, ...known.get(row.session), endedAt: Math.min(row.endedAt, asOf) }))
}
