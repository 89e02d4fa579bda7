import { streamGit } from '../git-process.ts'
import { decodePath } from '../text.ts'

/** Where git is asked. */
export interface Place {
  readonly gitDirectory: string
  readonly signal: AbortSignal | undefined
}

/** A file that a tree has and an earlier one has not, or has otherwise; without a blob one that it has no more. */
export interface TreeChange {
  readonly path: string
  readonly blob: string | undefined
}

/** What git holds to be a tree without files, by the length of object ids. */
const emptyTrees: Readonly<Record<number, string>> = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
}

const parameters = ['-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv']
const plainFile = /^100/

/**
 * In which plain files the tree of a commit differs from that of an earlier one, in the order of their paths; of all its
 * files without one. Work is as much as differs.
 * @throws GitExit where a tree is missing
 */
export const treeChanges = async (
  { gitDirectory, signal }: Place,
  from: string | undefined,
  to: string,
  paths: readonly string[] = [],
): Promise<TreeChange[]> => {
  const trees = [from ?? emptyTrees[to.length]!, to]
  const all = [...parameters, ...trees, ...(paths.length > 0 ? ['--', ...paths] : [])]
  const changes: TreeChange[] = []
  let entry: string | undefined
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of streamGit(gitDirectory, 'diff-tree', all, { signal })) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, at)) {
      const field = bytes.subarray(at, end)
      at = end + 1
      if (entry === undefined) {
        entry = field.toString('latin1')
        continue
      }
      const [, mode, , blob, status] = entry.split(' ')
      entry = undefined
      const isThere = status !== 'D' && plainFile.test(mode!)
      changes.push({ path: decodePath(field), blob: isThere ? blob : undefined })
    }
    rest = bytes.subarray(at)
  }
  return changes
}
