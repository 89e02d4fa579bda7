import type { ClientBase } from 'pg'
import { daySql, ranSql, startSql } from './ran-sql.ts'

/** A day on which something happened in a repository. Instants in milliseconds since 1970. */
export interface RepositoryDay {
  /** As `2026-02-09`, in the time zone that was asked for. */
  readonly day: string
  readonly startsAt: number
  readonly endsAt: number
  readonly commits: number
  /** Lines, of commits that are no merges. */
  readonly added: number
  readonly removed: number
  readonly pullRequests: number
  /** Sessions at the top of their trees that did something on the day. */
  readonly sessions: number
}

export interface RepositoryDaysFilter {
  /** Only what happened from this instant on. */
  readonly since?: number | undefined
  /** Only what happened before this instant: the end of the period, or what was known. */
  readonly until?: number | undefined
  /** IANA name of the time zone in which days begin. */
  readonly timezone: string
  /** Only days before this one. */
  readonly before?: string | undefined
  readonly limit: number
}

/** SQL of one row for each pull request of the repository, however many sources know it. */
const mergedSql = `
  merged as materialized (
    select distinct on (number) at from pull_request
    where org = 1 and repository = $1 and at >= $3 and at < $4 order by number, inferred, source
  )`

/**
 * SQL of the latest days of commits before `$5`: the index leads from each day to the one before, however many commits
 * lie between.
 */
const madeSql = `
  made (day) as (
    select ${daySql('max(committed_at)')} from commit
    where org = 1 and repository = $1 and committed_at >= $3 and committed_at < least($5::date::timestamp at time zone $2, $4)
    union all
    select (
      select ${daySql('max(committed_at)')} from commit
      where org = 1 and repository = $1 and committed_at >= $3 and committed_at < ${startSql('made.day')}
    ) from made where made.day is not null
  )`

/** Days on which something happened in a repository, the latest first. */
export const repositoryDays = async (
  client: ClientBase,
  repository: string,
  { since, until, timezone, before, limit }: RepositoryDaysFilter,
): Promise<RepositoryDay[]> => {
  const { rows } = await client.query<RepositoryDay>(
    `with recursive ${ranSql}, ${mergedSql}, ${madeSql}, day_of_sessions as (
       select day, count(*) as sessions from ran where $5::date is null or day < $5 group by day
     ), day_of_merges as (
       select ${daySql('at')} as day, count(*) as pulls from merged
       where $5::date is null or ${daySql('at')} < $5 group by 1
     ), listed as (
       select day from (
         (select day from made where day is not null limit $6) union select day from day_of_sessions
         union select day from day_of_merges
       ) days order by day desc limit $6
     )
     select to_char(day, 'YYYY-MM-DD') as day,
       (extract(epoch from ${startSql('day')}) * 1000)::bigint as "startsAt",
       (extract(epoch from ${startSql('(day + 1)')}) * 1000)::bigint as "endsAt",
       commits.total as commits, commits.added, commits.removed,
       coalesce(day_of_merges.pulls, 0) as "pullRequests", coalesce(day_of_sessions.sessions, 0) as sessions
     from listed left join day_of_merges using (day) left join day_of_sessions using (day)
     cross join lateral (
       select count(*) as total,
         coalesce(sum(added) filter (where cardinality(parents) < 2), 0)::bigint as added,
         coalesce(sum(removed) filter (where cardinality(parents) < 2), 0)::bigint as removed
       from commit where org = 1 and repository = $1
         and committed_at >= greatest(${startSql('day')}, $3) and committed_at < least(${startSql('(day + 1)')}, $4)
     ) commits
     order by day desc`,
    [
      repository,
      timezone,
      since === undefined ? '-infinity' : new Date(since),
      until === undefined ? 'infinity' : new Date(until),
      before ?? null,
      limit,
    ],
  )
  return rows
}
