import type { ClientBase } from 'pg'

/** Derives what names the commits of trees of sessions exactly, and marks the commits for which that is something new. */
export const deriveEvidence = async (client: ClientBase, roots: readonly string[]): Promise<void> => {
  await client.query(
    `with found as materialized (${evidenceSql}),
     stored as materialized (
       select repository, sha, session, method from commit_evidence where org = 1 and session = any($1)
     ), gone as (select * from stored except select * from found),
     fresh as (select * from found except select * from stored),
     removed as (
       delete from commit_evidence there using gone
       where there.org = 1 and there.repository = gone.repository and there.sha = gone.sha
         and there.session = gone.session and there.method = gone.method
     ), added as (
       insert into commit_evidence (repository, sha, session, method) select * from fresh
     ), named as (
       select repository, sha from gone union select repository, sha from fresh
     )
     insert into dirty (kind, key)
     select 'link', repository || ' ' || sha from named
     union
     select 'link', sibling.repository || ' ' || sibling.sha from named
     join commit on commit.org = 1 and commit.repository = named.repository and commit.sha = named.sha
     join commit sibling on sibling.org = 1 and sibling.repository = commit.repository
       and sibling.patch_id = commit.patch_id
     on conflict do nothing`,
    [roots],
  )
}

/** How long after a commit its id may still be printed: commands go on after they committed. */
const longestCommand = '1 day'

const evidenceSql = `
  select distinct commit.repository, commit.sha, place.root as session, 'printed' as method
  from session_place place
  join printed_commit printed on printed.org = 1 and printed.session = place.session and length(printed.sha) >= 7
  join commit on commit.org = 1 and commit.sha ~>=~ printed.sha and commit.sha ~<~ (printed.sha || 'g')
    and printed.at between commit.committed_at - interval '2 minutes' and commit.committed_at + interval '${longestCommand}'
  where place.org = 1 and place.root = any($1)`
