import type { ClientBase } from 'pg'
import { copyRows } from '../../store/write/copy-rows.ts'
import { copyIntegers } from '../../store/write/copy-text.ts'
import { type CommitKey, commitArrays } from './commit-key.ts'
import { markEdits } from './mark-edits.ts'

/** Lines of a file in a commit that are from one edit. */
export interface EditCommit extends CommitKey {
  readonly edit: string
  readonly path: string
  /** [index among the edit's added lines, count, index among the commit's added lines] */
  readonly lines: readonly number[]
}

/** Writes what was found in commits in place of what was found before, and marks the edits for which that is new. */
export const writeEditCommits = async (
  client: ClientBase,
  commits: readonly CommitKey[],
  found: readonly EditCommit[],
): Promise<void> => {
  const { rows } = await client.query<EditCommit>(
    `select found.edit, found.repository, found.sha, found.path, found.lines
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join edit_commit found on found.org = 1 and found.repository = wanted.repository and found.sha = wanted.sha`,
    commitArrays(commits),
  )
  const before = new Map(rows.map((row) => [keyOf(row), row]))
  const after = new Map(found.map((row) => [keyOf(row), row]))
  const gone = [...before].flatMap(([key, row]) => (after.has(key) ? [] : [row]))
  const fresh = [...after].flatMap(([key, row]) => (before.has(key) ? [] : [row]))
  await client.query(
    `delete from edit_commit there
     using unnest($1::text[], $2::text[], $3::text[], $4::text[]) as gone (edit, repository, sha, path)
     where there.org = 1 and there.edit = gone.edit and there.repository = gone.repository and there.sha = gone.sha
       and there.path = gone.path`,
    [gone.map(({ edit }) => edit), ...commitArrays(gone), gone.map(({ path }) => path)],
  )
  await copyRows(
    client,
    'edit_commit',
    ['edit', 'repository', 'sha', 'path', 'lines'],
    fresh.map(({ edit, repository, sha, path, lines }) => [edit, repository, sha, path, copyIntegers(lines)]),
  )
  await markEdits(
    client,
    [...gone, ...fresh].map(({ edit }) => edit),
  )
}

const keyOf = ({ edit, repository, sha, path, lines }: EditCommit): string =>
  JSON.stringify([edit, repository, sha, path, lines])
