import type { ClientBase } from 'pg'

/**
 * Derives for homes whose commits their sessions had to do with. 'printed' are commits that git, run by a session, said
 * it made just then, by the address of the committer: that is always the configuration of the git that ran, while the
 * author of an amended, rebased or picked commit stays whoever wrote it first. 'linked' are commits that surely or likely
 * have lines of the sessions, by their author. Copies of one change, as a rebase makes them, count once.
 */
export const deriveHomeAuthors = async (client: ClientBase, homes: readonly string[]): Promise<void> => {
  await client.query(
    `with found as materialized (
       select home, email, method, count(distinct change) as commits, count(distinct session) as sessions,
         (array_agg(array[repository, sha, session] order by at desc, repository, sha, session))[1:1] as example
       from (
         select place.home, lower(commit.committer_email) as email, 'printed' as method, evidence.session,
           commit.repository, commit.sha, coalesce(commit.patch_id, commit.sha) as change, commit.committed_at as at
         from session_place place
         join commit_evidence evidence on evidence.org = 1 and evidence.session = place.session and evidence.method = 'printed'
         join commit on commit.org = 1 and commit.repository = evidence.repository and commit.sha = evidence.sha
         where place.org = 1 and place.home = any($1)
         union all
         select place.home, lower(commit.author_email), 'linked', link.session,
           commit.repository, commit.sha, coalesce(commit.patch_id, commit.sha), commit.committed_at
         from session_place place
         join commit_link link on link.org = 1 and link.session = place.session and link.confidence in ('certain', 'likely')
         join commit on commit.org = 1 and commit.repository = link.repository and commit.sha = link.sha
         where place.org = 1 and place.home = any($1)
       ) had group by home, email, method
     ), fresh as (
       select home, email, method, commits, sessions, example[1][1] as repository, example[1][2] as sha, example[1][3] as session
       from found
     ), stored as materialized (
       select home, email, method, commits, sessions, repository, sha, session from home_author
       where org = 1 and home = any($1)
     ), changed as materialized (
       (select * from fresh except select * from stored) union all (select * from stored except select * from fresh)
     ), removed as (
       delete from home_author there using stored
       where there.org = 1 and there.home = stored.home and there.email = stored.email and there.method = stored.method
         and not exists (select from fresh where fresh.home = stored.home and fresh.email = stored.email
           and fresh.method = stored.method)
     ), written as (
       insert into home_author (home, email, method, commits, sessions, repository, sha, session)
       select * from fresh
       on conflict (org, home, email, method) do update set commits = excluded.commits, sessions = excluded.sessions,
         repository = excluded.repository, sha = excluded.sha, session = excluded.session
     )
     insert into dirty (kind, key) select distinct 'people', 'all' from changed
     on conflict (org, kind, key) do update set key = excluded.key`,
    [homes],
  )
}

/** Marks the homes of sessions that have to do with these commits. */
export const markHomesOf = async (client: ClientBase, arrays: readonly [string[], string[]]): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'authors', place.home from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     cross join lateral (
       select session from commit_link link
       where link.org = 1 and link.repository = wanted.repository and link.sha = wanted.sha
       union
       select session from commit_evidence evidence
       where evidence.org = 1 and evidence.repository = wanted.repository and evidence.sha = wanted.sha
     ) had
     join session_place place on place.org = 1 and place.session = had.session
     on conflict (org, kind, key) do update set key = excluded.key`,
    [...arrays],
  )
}
