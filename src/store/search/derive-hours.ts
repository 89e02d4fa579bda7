import type { ClientBase } from 'pg'

/** SQL of the hour that an instant lies in. */
const hourSql = (at: string): string => `date_bin('1 hour', ${at}, '2000-01-01T00:00Z'::timestamptz)`

/** Bytes of words that go into one row: PostgreSQL takes no more than a megabyte. */
const bytesOfPart = 400_000

/**
 * Puts together the words of each hour of sessions, and their pairs. An hour that has the words it had is not written: a session that goes
 * on costs its last hour.
 */
export const deriveSearchHours = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  await client.query(
    `with piece as (
       select session, ${hourSql('at')} as hour, at, kind, id, pairs, words::text as words, octet_length(words::text) as size
       from search_piece where org = 1 and session = any($1)
     ), parted as (
       select session, hour, words, pairs, case
         when size > ${bytesOfPart} then -row_number() over told
         else sum(case when size > ${bytesOfPart} then 0 else size end) over told / ${bytesOfPart} end as part
       from piece window told as (partition by session, hour order by at, kind, id)
     ), paired as (
       select session, hour, part, array_agg(distinct pair order by pair) as pairs
       from parted, unnest(pairs) as pair group by session, hour, part
     ), worded as (
       select session, hour, part, string_agg(words, ' ')::tsvector as words, bool_and(pairs is not null) as known
       from parted group by session, hour, part
     ), fresh as materialized (
       select session, hour, part::integer as part, words, case when known then coalesce(pairs, '{}') end as pairs
       from worded left join paired using (session, hour, part)
     ), gone as (
       delete from search_hour there where org = 1 and session = any($1)
         and not exists (select from fresh where fresh.session = there.session and fresh.hour = there.hour and fresh.part = there.part)
     )
     insert into search_hour as there (session, hour, part, words, pairs)
     select session, hour, part, words, pairs from fresh
     on conflict (org, session, hour, part) do update set words = excluded.words, pairs = excluded.pairs
     where there.words <> excluded.words or there.pairs is distinct from excluded.pairs`,
    [sessions],
  )
}
