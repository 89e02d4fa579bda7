import type { ClientBase } from 'pg'

/** What a commit did to a file. */
export interface FileChangeRow {
  readonly path: string
  readonly oldPath: string | null
  readonly operation: string
  readonly binary: boolean
  readonly added: number
  readonly removed: number
}

/** Files that a commit changed, those with most lines first. */
export const filesOfCommit = async (
  client: ClientBase,
  { repository, sha, limit }: { readonly repository: string; readonly sha: string; readonly limit: number },
): Promise<FileChangeRow[]> => {
  const { rows } = await client.query<FileChangeRow>(
    `select path, old_path as "oldPath", operation, "binary", added, removed from file_change
     where org = 1 and repository = $1 and sha = $2 order by added + removed desc, path limit $3`,
    [repository, sha, limit],
  )
  return rows
}
