import type { ClientBase } from 'pg'
import type { CommitKey } from './commit-key.ts'
import { isCounted } from './counted-path.ts'

/** The lines of a file that counts which a commit adds and removes: keyed hashes, eight bytes each. */
export interface FileLines extends CommitKey {
  readonly path: string
  readonly added: Buffer
  readonly removed: Buffer
}

/** At most so many bytes of hashes are read at once. */
const mostBytes = 8_000_000

/** The lines that commits change, by file, a commit's files one after another; few of them in memory at a time. */
export const changedLinesOf = async function* (
  client: ClientBase,
  commits: readonly CommitKey[],
): AsyncGenerator<FileLines> {
  const { rows } = await client.query<CommitKey & { path: string; bytes: number }>(
    `select change.repository, change.sha, change.path, octet_length(change.added_lines) + octet_length(change.removed_lines) as bytes
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join file_change change on change.org = 1 and change.repository = wanted.repository and change.sha = wanted.sha
     where octet_length(change.added_lines) + octet_length(change.removed_lines) > 0
     order by change.repository, change.sha, change.path`,
    [commits.map(({ repository }) => repository), commits.map(({ sha }) => sha)],
  )
  const files = rows.filter(({ path }) => isCounted(path))
  for (let from = 0; from < files.length; ) {
    let to = from
    for (let bytes = 0; to < files.length && (to === from || bytes + files[to]!.bytes <= mostBytes); to++)
      bytes += files[to]!.bytes
    const some = files.slice(from, to)
    const { rows: found } = await client.query<FileLines>(
      `select change.repository, change.sha, change.path, change.added_lines as added,
         change.removed_lines as removed
       from unnest($1::text[], $2::text[], $3::text[]) as wanted (repository, sha, path)
       join file_change change on change.org = 1 and change.repository = wanted.repository
         and change.sha = wanted.sha and change.path = wanted.path
       order by change.repository, change.sha, change.path`,
      [some.map(({ repository }) => repository), some.map(({ sha }) => sha), some.map(({ path }) => path)],
    )
    yield* found
    from = to
  }
}
