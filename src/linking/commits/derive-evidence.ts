import type { ClientBase } from 'pg'
import { namesInNotesSql } from '../sessions/name-in-notes.ts'
import { pullRequestEvidence } from './pull-request-evidence.ts'

/**
 * Derives what names sessions as ones behind commits, and marks the commits for which that is something new. Sessions are
 * derived by their trees: what names a subagent names the session at the root.
 */
export const deriveEvidence = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  const { rows } = await client.query<{ root: string }>(
    `select distinct root from session_place where org = 1 and session = any($1)
     union select distinct session from commit_evidence where org = 1 and session = any($1)`,
    [sessions],
  )
  const roots = rows.map(({ root }) => root)
  if (roots.length === 0) return
  const pullRequests = await pullRequestEvidence(client, roots)
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
     select 'authors', place.home from (select session from gone union select session from fresh) other
     join session_place place on place.org = 1 and place.session = other.session
     union
     select 'link', repository || ' ' || sha from named
     union
     select 'link', sibling.repository || ' ' || sibling.sha from named
     join commit on commit.org = 1 and commit.repository = named.repository and commit.sha = named.sha
     join commit sibling on sibling.org = 1 and sibling.repository = commit.repository
       and sibling.patch_id = commit.patch_id
     on conflict do nothing`,
    [
      roots,
      pullRequests.map(({ repository }) => repository),
      pullRequests.map(({ sha }) => sha),
      pullRequests.map(({ session }) => session),
    ],
  )
}

/** How long after a commit its id may still be printed: commands go on after they committed. */
const longestCommand = '1 day'

const ofTrees = `
  from session_place place
  join session on session.org = 1 and session.id = place.session`

/** As the trailers of commits name a checkpoint, in the words of their index. */
const checkpointTrailerSql = (checkpoint: string): string =>
  `commit.trailers @> jsonb_build_array(jsonb_build_array('Entire-Checkpoint', ${checkpoint}))
    and commit.trailers::text like '%"Entire-Checkpoint"%'`

const evidenceSql = `
  select distinct commit.repository, commit.sha, place.root as session, 'printed' as method
  from session_place place
  join printed_commit printed on printed.org = 1 and printed.session = place.session and length(printed.sha) >= 7
  join commit on commit.org = 1 and commit.sha ~>=~ printed.sha and commit.sha ~<~ (printed.sha || 'g')
    and printed.at between commit.committed_at - interval '2 minutes' and commit.committed_at + interval '${longestCommand}'
  where place.org = 1 and place.root = any($1)
  union
  select note.repository, note.sha, place.root, 'note' ${ofTrees}
  join authorship_note note on note.org = 1 and note.sessions && ${namesInNotesSql}
  join commit on commit.org = 1 and commit.repository = note.repository and commit.sha = note.sha
  where place.org = 1 and place.root = any($1)
  union
  select commit.repository, commit.sha, place.root, 'checkpoint' ${ofTrees}
  join checkpoint on checkpoint.org = 1 and checkpoint.log_id = session.log_id
  join commit on commit.org = 1 and commit.repository = checkpoint.repository
    and ${checkpointTrailerSql('checkpoint.checkpoint')}
  where place.org = 1 and place.root = any($1)
  union
  select repository, sha, session, 'pr-link' from unnest($2::text[], $3::text[], $4::text[]) as told (repository, sha, session)`
