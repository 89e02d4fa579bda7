import type { ClientBase } from 'pg'

/** A week from Monday to Monday, in milliseconds since 1970, and the Monday before it. */
export interface Week {
  readonly before: number
  readonly since: number
  readonly until: number
  readonly current: boolean
}

/** The week that holds an instant, or the latest one before it in which there was a session or a commit. */
export const weekWithActivity = async (client: ClientBase, timezone: string, at: number): Promise<Week | undefined> => {
  const { rows } = await client.query<{ before: Date; since: Date; until: Date; current: boolean }>(
    `with latest as (
       select greatest(
         (select max(least(ended_at, $2)) from session_summary where org = 1 and started_at <= $2),
         (select max(committed_at) from commit where org = 1 and committed_at <= $2)
       ) as at
     ), monday as (
       select date_trunc('week', at at time zone $1) as day,
         date_trunc('week', at at time zone $1) = date_trunc('week', $2::timestamptz at time zone $1) as current
       from latest where at is not null
     )
     select (day - interval '7 days') at time zone $1 as before, day at time zone $1 as since,
       (day + interval '7 days') at time zone $1 as until, current from monday`,
    [timezone, new Date(at)],
  )
  const [row] = rows
  return (
    row && {
      before: row.before.getTime(),
      since: row.since.getTime(),
      until: row.until.getTime(),
      current: row.current,
    }
  )
}
