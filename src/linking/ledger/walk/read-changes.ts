import type { ClientBase } from 'pg'
import { storableKey } from '../../../store/write/storable.ts'
import type { Hunk, HunkLines } from '../lines/line-map.ts'

/** What a commit did to a file. */
export interface FileChange {
  readonly path: string
  readonly oldPath: string | undefined
  readonly operation: string
  /** Undefined where its lines are not known: binary, too large, missing. */
  readonly hunks: readonly Hunk[] | undefined
  /** Only where lines were both removed and added. */
  readonly lines: HunkLines | undefined
}

/** A file of a merge that no parent has as it is. */
export interface CombinedChange {
  readonly path: string
  readonly parents: readonly { readonly path?: string; readonly hunks: readonly Hunk[] }[]
  /** Keys of the lines that at least one parent lacks. */
  readonly added: Float64Array
  /** By parent, keys of the lines that only it has. */
  readonly removed: readonly Float64Array[]
}

/** What a merge made of what it merged, against its first parent. */
export interface MergeChange {
  readonly deleted: readonly string[]
  readonly taken: readonly (readonly string[])[]
  readonly unknown: readonly string[]
  readonly combined: readonly CombinedChange[]
}

/** What is known of what some commits changed. */
export interface Changes {
  readonly files: ReadonlyMap<string, readonly FileChange[]>
  readonly merges: ReadonlyMap<string, MergeChange>
}

interface FileRow {
  readonly sha: string
  readonly path: string
  readonly old_path: string | null
  readonly operation: string
  readonly hunks: Hunk[] | null
  readonly added: Buffer | null
  readonly removed: Buffer | null
}

interface MergeRow {
  readonly sha: string
  readonly deleted: string[]
  readonly taken: string[][]
  readonly unknown: string[]
  readonly combined: { path: string; lines: number; parents: { path?: string; hunks: Hunk[] }[] }[]
  readonly added: Buffer
  readonly removed: Buffer
}

/** Reads what some commits of a repository changed; of each only this path where one is given. */
export const readChanges = async (
  client: ClientBase,
  repository: string,
  shas: readonly string[],
  merges: readonly string[],
): Promise<Changes> => {
  const { rows } = await client.query<FileRow>(
    `select sha, path, old_path, operation, case when not "binary" then hunks end as hunks,
       case when added > 0 and removed > 0 then added_lines end as added,
       case when added > 0 and removed > 0 then removed_lines end as removed
     from file_change where org = 1 and repository = $1 and sha = any($2)`,
    [repository, shas],
  )
  const files = new Map<string, FileChange[]>()
  for (const row of rows) {
    const change = fileChange(row)
    const others = files.get(row.sha)
    if (others === undefined) files.set(row.sha, [change])
    else others.push(change)
  }
  return { files, merges: await readMerges(client, repository, merges) }
}

const readMerges = async (
  client: ClientBase,
  repository: string,
  shas: readonly string[],
): Promise<Map<string, MergeChange>> => {
  if (shas.length === 0) return new Map()
  const { rows } = await client.query<MergeRow>(
    `select sha, deleted, taken, unknown, combined, added_lines as added, removed_lines as removed
     from merge where org = 1 and repository = $1 and sha = any($2)`,
    [repository, shas],
  )
  return new Map(rows.map((row) => [row.sha, mergeChange(row)]))
}

const fileChange = ({ path, old_path, operation, hunks, added, removed }: FileRow): FileChange => ({
  path,
  oldPath: old_path === null ? undefined : storableKey(old_path),
  operation,
  hunks: hunks ?? undefined,
  lines: added === null || removed === null ? undefined : { added: lineKeys(added), removed: lineKeys(removed) },
})

const mergeChange = ({ deleted, taken, unknown, combined, added, removed }: MergeRow): MergeChange => {
  const keys = lineKeys(added)
  const gone = lineKeys(removed)
  let [nextAdded, nextRemoved] = [0, 0]
  return {
    deleted: deleted.map(storableKey),
    taken: taken.map((paths) => paths.map(storableKey)),
    unknown: unknown.map(storableKey),
    combined: combined.map(({ path, lines, parents }) => {
      const own = keys.subarray(nextAdded, nextAdded + lines)
      nextAdded += lines
      return {
        path: storableKey(path),
        parents: parents.map((parent) =>
          parent.path === undefined ? parent : { ...parent, path: storableKey(parent.path) },
        ),
        added: own,
        removed: parents.map(({ hunks }) => {
          const count = hunks.reduce((sum, hunk) => sum + hunk[1], 0)
          nextRemoved += count
          return gone.subarray(nextRemoved - count, nextRemoved)
        }),
      }
    }),
  }
}

/** Hashes of lines, eight bytes each, as numbers that are equal where the hashes are. */
const lineKeys = (hashes: Buffer): Float64Array => {
  const keys = new Float64Array(Math.floor(hashes.length / 8))
  for (let at = 0; at < keys.length; at++)
    keys[at] = hashes.readUInt32BE(at * 8) * 0x1_0000_0000 + hashes.readUInt32BE(at * 8 + 4)
  return keys
}
