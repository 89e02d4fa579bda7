import type { ChangedFile, RawEntry } from '../changed-file.ts'
import { streamGit } from '../git-process.ts'
import { fieldCount } from '../log-format.ts'
import { type LogItem, LogParser } from '../log-parser.ts'
import { pathspecs } from '../pathspec.ts'

/** A merge and one of its parents, which are compared as if it were the only one. */
export interface Pair {
  readonly merge: string
  readonly parent: string
}

/** How a merge differs from a parent. */
export interface PairDifference {
  readonly entries: readonly RawEntry[]
  /** By path; only where patches were asked for. */
  readonly files: ReadonlyMap<string, ChangedFile>
}

/** A header with the id alone; the parser wants each field in its place. */
const header = `--format=%x00%H%x00%P${'%x00'.repeat(fieldCount - 1)}`

const parameters = ['--stdin', header, '-z', '-r', '--always', '--no-color', '--no-ext-diff', '--no-textconv']

/**
 * Compares pairs in one process, and answers in their order.
 * @param what what is printed of each, as `log-format.ts` has it
 * @param paths what is compared, where not all is
 * @throws GitExit where an object is missing
 */
export const diffPairs = async (
  gitDirectory: string,
  pairs: readonly Pair[],
  what: readonly string[],
  { paths = [], signal }: { readonly paths?: readonly string[]; readonly signal?: AbortSignal | undefined } = {},
): Promise<PairDifference[]> => {
  if (pairs.length === 0) return []
  const parser = new LogParser(what.includes('--patch'))
  const input = pairs.map(({ merge, parent }) => `${merge} ${parent}\n`).join('')
  const differences: PairDifference[] = []
  let files = new Map<string, ChangedFile>()
  const take = (items: readonly LogItem[]) => {
    for (const item of items) {
      if (item.type === 'file') files.set(item.file.entry.path, item.file)
      else {
        differences.push({ entries: item.entries, files })
        files = new Map()
      }
    }
  }
  const all = [...parameters, ...what, ...(paths.length > 0 ? ['--', ...pathspecs(paths)] : [])]
  for await (const chunk of streamGit(gitDirectory, 'diff-tree', all, { input, signal })) take(parser.push(chunk))
  take(parser.end())
  if (differences.length !== pairs.length) throw new Error(`${pairs.length} pairs, ${differences.length} differences`)
  return differences
}
