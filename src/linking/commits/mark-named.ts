import type { ClientBase } from 'pg'
import { namesInNotesSql } from '../sessions/name-in-notes.ts'
import { commitArrays, commitOfKey } from './commit-key.ts'
import { namersSql } from './pull-request-evidence.ts'

/** The sessions that one `name` in a note is of. A hash, which a session is not found by, is looked for among all. */
const namedSql = `(
  select session.id from session
  where session.org = 1 and session.log_id = substr(name, strpos(name, ':') + 1)
  union all
  select session.id from session
  where session.org = 1 and starts_with(name, '#') and name = any(${namesInNotesSql})
)`

/** The sessions that notes on the wanted commits name, as marks. */
const notedSql = `select 'evidence', session.id
     from wanted
     join authorship_note note on note.org = 1 and note.repository = wanted.repository and note.sha = wanted.sha
     cross join unnest(note.sessions) name
     cross join lateral ${namedSql} session`

/** Marks the sessions of which commits that are new say something, or that said something of these. */
export const markNamedByCommits = async (client: ClientBase, arrays: [string[], string[]]): Promise<void> => {
  await client.query(
    `with wanted as materialized (select * from unnest($1::text[], $2::text[]) as one (repository, sha))
     insert into dirty (kind, key)
     select 'evidence', printed.session
     from wanted cross join generate_series(7, 40) as beginning (length)
     join printed_commit printed on printed.org = 1 and printed.sha = left(wanted.sha, beginning.length)
     union
     ${notedSql}
     union
     select 'evidence', session.id
     from wanted
     join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
       and commit.trailers::text like '%"Entire-Checkpoint"%'
     cross join jsonb_array_elements(commit.trailers) trailer
     join checkpoint on checkpoint.org = 1 and checkpoint.repository = commit.repository
       and trailer->>0 = 'Entire-Checkpoint' and checkpoint.checkpoint = trailer->>1
     join session on session.org = 1 and session.log_id = checkpoint.log_id
     union
     select 'evidence', session from (${namersSql}) namer
     on conflict do nothing`,
    arrays,
  )
  // The same change under another id.
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'link', wanted.repository || ' ' || wanted.sha
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
     join commit same on same.org = 1 and same.repository = commit.repository and same.patch_id = commit.patch_id
     join commit_evidence evidence on evidence.org = 1 and evidence.repository = same.repository and evidence.sha = same.sha
     on conflict do nothing`,
    arrays,
  )
}

/** Marks the sessions that notes name, and those that earlier ones on the same commits named. */
export const deriveNotes = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  await client.query(
    `with wanted as materialized (select * from unnest($1::text[], $2::text[]) as one (repository, sha))
     insert into dirty (kind, key)
     ${notedSql}
     union
     select 'evidence', evidence.session
     from wanted
     join commit_evidence evidence on evidence.org = 1 and evidence.repository = wanted.repository
       and evidence.sha = wanted.sha and evidence.method = 'note'
     on conflict do nothing`,
    commitArrays(keys.map(commitOfKey)),
  )
}

/** Marks the sessions that checkpoints name. */
export const deriveCheckpoints = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'evidence', session.id
     from unnest($1::text[], $2::text[]) as wanted (repository, checkpoint)
     join checkpoint on checkpoint.org = 1 and checkpoint.repository = wanted.repository
       and checkpoint.checkpoint = wanted.checkpoint
     join session on session.org = 1 and session.log_id = checkpoint.log_id
     on conflict do nothing`,
    commitArrays(keys.map(commitOfKey)),
  )
}
