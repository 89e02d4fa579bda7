import type { ClientBase } from 'pg'
import { commitArrays, commitOfKey } from './commit-key.ts'
import { nameOf } from './locate-edits.ts'
import { markNamedByCommits } from './mark-named.ts'
import { markTouching } from './mark-touching.ts'

/**
 * Follows new commits to what they matter for: their lines; sessions that edited a file which only now is in the
 * history, or that something names as ones of a commit; and commits to files that a rename gives a past.
 */
export const deriveCommits = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const commits = keys.map(commitOfKey)
  const { rows: linked } = await client.query<{ repository: string }>(
    'select repository from linked_repository where org = 1',
  )
  const repositories = new Set(linked.map(({ repository }) => repository))
  const wanted = commits.filter(({ repository }) => repositories.has(repository))
  await markNamedByCommits(client, commitArrays(commits))
  if (wanted.length === 0) return
  const arrays = commitArrays(wanted)
  await client.query(
    `insert into dirty (kind, key)
     select 'lines', commit.repository || ' ' || commit.sha
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
     join linked_repository linked on linked.org = 1 and linked.repository = commit.repository
       and commit.committed_at >= linked.since
     on conflict do nothing`,
    arrays,
  )
  await markEditors(client, arrays)
  const { rows: renamed } = await client.query<{ repository: string; path: string }>(
    `select distinct change.repository, change.path
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join file_change change on change.org = 1 and change.repository = wanted.repository and change.sha = wanted.sha
       and change.old_path is not null`,
    arrays,
  )
  await markTouching(
    client,
    renamed.map((file) => ({ ...file, at: 0 })),
  )
}

/** Sessions that edited a file which these commits name for the first time. */
const markEditors = async (client: ClientBase, arrays: [string[], string[]]): Promise<void> => {
  const { rows } = await client.query<{ repository: string; path: string }>(
    `select distinct change.repository, change.path
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join file_change change on change.org = 1 and change.repository = wanted.repository and change.sha = wanted.sha`,
    arrays,
  )
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'edited', file.session
     from unnest($1::text[], $2::text[], $3::text[]) as named (repository, path, name)
     join edited_file file on file.org = 1 and file.repository = named.repository and file.name = named.name
       and (file.path is null or length(file.path) < length(named.path))
       and right('/' || replace(file.logged, '\\', '/'), length(named.path) + 1) = '/' || named.path
     on conflict do nothing`,
    [rows.map(({ repository }) => repository), rows.map(({ path }) => path), rows.map(({ path }) => nameOf(path))],
  )
}
