/** SQL of an instant in which a day begins, and of the day of an instant; `$2` is the time zone. */
export const startSql = (day: string): string => `(${day}::timestamp at time zone $2)`
export const daySql = (at: string): string => `(${at} at time zone $2)::date`

/**
 * SQL of the sessions of a repository (`$1`) and the days on which they did something between `$3` and `$4`: a quarter
 * of an hour in which they or their subagents used a model, their beginning and their end.
 */
export const ranSql = `
  root as materialized (
    select place.session, summary.started_at, least(summary.ended_at, $4::timestamptz - interval '1 microsecond') as ended_at,
      summary.ended_at < $4 as has_ended
    from session_place place
    join session_summary summary on summary.org = 1 and summary.session = place.session
    where place.org = 1 and place.repository = $1 and place.root = place.session
      and (summary.prompts > 0 or summary.tool_calls > 0) and summary.started_at < $4 and summary.ended_at >= $3
  ), member as materialized (
    select root, session from session_place where org = 1 and root = any(array(select session from root))
  ), slots as materialized (
    select distinct session, slot from usage_slot
    where org = 1 and session = any(array(select session from member))
      and slot > $3::timestamptz - interval '15 minutes' and slot < $4
  ), worked as (
    select member.root as session, slots.slot as starts, slots.slot + interval '15 minutes' as ends
    from slots join member on member.session = slots.session
    union all select session, started_at, started_at from root where started_at >= $3
    union all select session, ended_at, ended_at from root where has_ended and ended_at >= $3
  ), ran as materialized (
    select worked.session, ${daySql('worked.starts')} as day,
      greatest(min(worked.starts), min(root.started_at)) as starts, least(max(worked.ends), max(root.ended_at)) as ends
    from worked join root on root.session = worked.session
    group by 1, 2
  )`
