import type { ClientBase } from 'pg'
import { endless } from './lines/runs.ts'
import { treeAt } from './tree-at.ts'

/** A file of a commit that lines come from. */
export interface LineOrigin {
  readonly sha: string
  /** What the file was called there. */
  readonly path: string
}

/** Lines that follow each other in a file and where they were added. */
export interface BlamedRun {
  /** Index among the origins; undefined where it is not known. */
  readonly origin: number | undefined
  /** The index of the first one among the lines that its origin lists as added. */
  readonly first: number
  readonly count: number
}

export interface BlamedFile {
  readonly origins: readonly LineOrigin[]
  readonly runs: readonly BlamedRun[]
  /** Lines follow of which neither number nor origin is known. */
  readonly isOpen: boolean
}

/** Where each line of a file comes from at a commit. `not-walked`: the ledger has not come to the commit yet. */
export const blameFile = async (
  client: ClientBase,
  { repository, sha, path }: { readonly repository: string; readonly sha: string; readonly path: string },
): Promise<BlamedFile | 'not-walked' | 'no-file'> => {
  const there = await treeAt(client, repository, sha)
  if (there === undefined) return 'not-walked'
  await there.nodes.load(there.tree, [path])
  const runs = there.tree.get(path)?.lines
  if (runs === undefined) return 'no-file'
  const ids = [...new Set(runs.filter((id, at) => at % 3 === 0 && id !== 0))]
  const { rows } = await client.query<LineOrigin & { id: number }>(
    'select id, sha, path from line_origin where org = 1 and repository = $1 and id = any($2)',
    [repository, ids],
  )
  const indexes = new Map(rows.map(({ id }, index) => [id, index]))
  const blamed: BlamedRun[] = []
  for (let at = 0; at < runs.length; at += 3) {
    const count = runs[at + 2]!
    if (count !== endless) blamed.push({ origin: indexes.get(runs[at]!), first: runs[at + 1]!, count })
  }
  return {
    origins: rows.map((row) => ({ sha: row.sha, path: row.path })),
    runs: blamed,
    isOpen: runs.at(-1) === endless,
  }
}
