import type { ClientBase } from 'pg'

/** Seven days that end with a day, in milliseconds since 1970, and the start of the seven before them. */
export interface Week {
  readonly before: number
  readonly since: number
  readonly until: number
  /** The week ends with the day that was asked for, not with an earlier one. */
  readonly current: boolean
}

/**
 * The seven days up to and with the day of an instant; where nothing happened in them, those up to the latest day with
 * a session or a commit. Whole weeks are compared, whichever weekday it is.
 */
export const weekWithActivity = async (client: ClientBase, timezone: string, at: number): Promise<Week | undefined> => {
  const { rows } = await client.query<{ before: Date; since: Date; until: Date; current: boolean }>(
    `with latest as (
       select greatest(
         (select max(least(ended_at, $2)) from session_summary where org = 1 and started_at <= $2),
         (select max(committed_at) from commit where org = 1 and committed_at <= $2)
       ) as at
     ), days as (
       select date_trunc('day', at at time zone $1) as active,
         date_trunc('day', $2::timestamptz at time zone $1) as today
       from latest where at is not null
     ), last as (
       select case when active > today - interval '7 days' then today else active end + interval '1 day' as day,
         active > today - interval '7 days' as current
       from days
     )
     select (day - interval '14 days') at time zone $1 as before, (day - interval '7 days') at time zone $1 as since,
       day at time zone $1 as until, current from last`,
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
