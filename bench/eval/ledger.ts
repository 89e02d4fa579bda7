import type { ClientBase } from 'pg'
import { deriveLedger } from '../../src/linking/ledger/derive-ledger.ts'
import { endless, type Runs } from '../../src/linking/ledger/lines/runs.ts'
import { treeAt } from '../../src/linking/ledger/tree-at.ts'
import { AddedLines, type BlamedLine, blame, filesAt, type Snapshot, snapshotsOf, withoutSpace } from './blame.ts'

/** Why the ledger names another commit than `git blame -w`, told by a rule from the line and the two commits. */
export const reasons = {
  unknown: 'the ledger knows no origin: the file is binary, or was so, too large or missing before',
  renamed: 'the two follow the file to different names',
  short: 'both commits add the line, of fewer than four characters',
  alike: 'both commits add the line: of equal lines in a file another one is paired',
  wrong:
    'the commit that the ledger names does not add the line: lines under four characters are kept without their text',
} as const

export type Reason = keyof typeof reasons

/** A line of which the ledger and git differ. */
export interface Difference {
  readonly at: string
  readonly path: string
  /** From 1 on. */
  readonly line: number
  readonly reason: Reason
  readonly ledger: string
  readonly git: string
  readonly text: string
}

/** The default branch as it was on a date. */
export interface SnapshotResult extends Snapshot {
  readonly files: number
  readonly lines: number
  readonly agreed: number
}

/** What was found in one history. */
export interface LedgerResult {
  readonly name: string
  readonly snapshots: readonly SnapshotResult[]
  /** Files that git itself cannot tell of. */
  readonly unread: number
  readonly differences: readonly Difference[]
}

interface Origin {
  readonly sha: string
  readonly path: string
}

/** Compares the ledger of the one repository in a database with `git blame -w`, on its newest state and on earlier dates. */
export const evaluateLedger = async (
  client: ClientBase,
  directory: string,
  { name, earlier, files }: { readonly name: string; readonly earlier: number; readonly files: number },
  note: (text: string) => void,
): Promise<LedgerResult> => {
  await deriveLedger(client)
  const { rows } = await client.query<{ id: string }>('select id from repository where org = 1')
  const repository = rows[0]!.id
  const origins = await originsOf(client, repository)
  const added = new AddedLines(directory)
  const snapshots: SnapshotResult[] = []
  const differences: Difference[] = []
  let unread = 0
  for (const { sha, at } of snapshotsOf(directory, earlier)) {
    const paths = filesAt(directory, sha, files)
    const there = await treeAt(client, repository, sha)
    if (there === undefined) throw new Error(`${name}: ${sha} was not walked over`)
    const names = new Map(paths.map((path) => [path, Buffer.from(path, 'latin1').toString()]))
    await there.nodes.load(there.tree, names.values())
    const sums = { files: 0, lines: 0, agreed: 0 }
    for (const path of paths) {
      const told = await blame(directory, sha, path)
      if (told === undefined) {
        unread++
        continue
      }
      const known = linesOf(there.tree.get(names.get(path)!)?.lines, told.length, origins)
      sums.files++
      sums.lines += told.length
      for (const [index, line] of told.entries()) {
        const own = known[index]
        if (own?.sha === line.sha) sums.agreed++
        else
          differences.push({
            at: sha,
            path,
            line: index + 1,
            reason: reasonOf(own, line, added),
            ledger: own?.sha ?? '',
            git: line.sha,
            text: line.text,
          })
      }
    }
    note(`${name}: ${sha.slice(0, 10)}: ${sums.agreed} of ${sums.lines} lines agree`)
    snapshots.push({ sha, at, ...sums })
  }
  return { name, snapshots, unread, differences }
}

const originsOf = async (client: ClientBase, repository: string): Promise<Map<number, Origin>> => {
  const { rows } = await client.query<Origin & { id: number }>(
    'select id, sha, path from line_origin where org = 1 and repository = $1',
    [repository],
  )
  return new Map(rows.map(({ id, sha, path }) => [id, { sha, path: Buffer.from(path).toString('latin1') }]))
}

/** The origin of each line; undefined where it is unknown. */
const linesOf = (
  runs: Runs | undefined,
  count: number,
  origins: ReadonlyMap<number, Origin>,
): (Origin | undefined)[] => {
  const lines: (Origin | undefined)[] = []
  for (let at = 0; runs !== undefined && at < runs.length && lines.length < count; at += 3) {
    const length = runs[at + 2] === endless ? count - lines.length : runs[at + 2]!
    for (let line = 0; line < length; line++) lines.push(origins.get(runs[at]!))
  }
  return lines
}

const reasonOf = (own: Origin | undefined, line: BlamedLine, added: AddedLines): Reason => {
  if (own === undefined) return 'unknown'
  if (added.has(own.sha, own.path, line.text) === false) return 'wrong'
  if (own.path !== line.path) return 'renamed'
  return withoutSpace(line.text).length < 4 ? 'short' : 'alike'
}
