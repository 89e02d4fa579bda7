import type { SetAside } from '../../../model/connector.ts'
import type { RecordOf } from '../../../model/records/index.ts'
import { GitExit } from '../git-process.ts'
import { entryParameters, nameParameters, patchParameters } from '../log-format.ts'
import { diffPairs, type Pair } from './diff-pairs.ts'
import { type FileByParent, type MergeCommit, mergeRecord } from './merge-record.ts'
import { type CombinedFile, type MergedFiles, mergedFiles, nameFiles, parentsToSearch } from './merged-files.ts'

/** More paths than these are not named: all of the merge is compared. */
const mostPaths = 500
const mostPathBytes = 60_000

/** What was found out of some merges; of which something is missing, as much as can be told. */
export interface MergesRead {
  readonly records: readonly RecordOf<'merge'>[]
  readonly setAside: readonly SetAside[]
}

interface Place {
  readonly gitDirectory: string
  readonly repository: string
  readonly signal: AbortSignal | undefined
}

interface Sorted {
  readonly merge: MergeCommit
  readonly files: MergedFiles
}

/** Reads what merges made of what they merged. */
export const readMerges = async (place: Place, merges: readonly MergeCommit[]): Promise<MergesRead> => {
  const setAside: SetAside[] = []
  const lost = ({ sha, position }: MergeCommit, reason: string) =>
    setAside.push({ position, length: 1, reason, subject: sha })
  const sorted = await eachOrAll(
    merges,
    (some) => sortFiles(place, some),
    (merge) => lost(merge, 'what it merged cannot be read'),
  )
  const records: RecordOf<'merge'>[] = []
  for (const group of groupsOf(sorted)) {
    const read = await eachOrAll(
      group,
      (some) => combineFiles(place, some),
      ({ merge, files }) => {
        lost(merge, 'the content of what it merged is not in this clone')
        records.push(mergeRecord(place.repository, merge, files, () => []))
      },
    )
    records.push(...read)
  }
  return { records, setAside }
}

/** Does something with many at once and, where git fails at one of them, with ever fewer; tells of those that fail alone. */
const eachOrAll = async <Item, Result>(
  items: readonly Item[],
  act: (items: readonly Item[]) => Promise<Result[]>,
  onFailure: (item: Item) => void,
): Promise<Result[]> => {
  if (items.length === 0) return []
  try {
    return await act(items)
  } catch (error) {
    if (!(error instanceof GitExit)) throw error
    if (items.length === 1) {
      onFailure(items[0]!)
      return []
    }
  }
  const middle = Math.ceil(items.length / 2)
  const first = await eachOrAll(items.slice(0, middle), act, onFailure)
  return [...first, ...(await eachOrAll(items.slice(middle), act, onFailure))]
}

const pairsOf = ({ sha, parents }: MergeCommit): Pair[] => parents.map((parent) => ({ merge: sha, parent }))

const sortFiles = async ({ gitDirectory, signal }: Place, merges: readonly MergeCommit[]): Promise<Sorted[]> => {
  const differences = await diffPairs(gitDirectory, merges.flatMap(pairsOf), entryParameters, { signal })
  const searches: { readonly files: MergedFiles; readonly parent: number; readonly pair: Pair }[] = []
  let next = 0
  const sorted = merges.map((merge) => {
    const entries = merge.parents.map(() => differences[next++]!.entries)
    const files = mergedFiles(entries)
    for (const parent of parentsToSearch(files, entries)) {
      searches.push({ files, parent, pair: pairsOf(merge)[parent]! })
    }
    return { merge, files }
  })
  const named = await diffPairs(
    gitDirectory,
    searches.map(({ pair }) => pair),
    nameParameters,
    { signal },
  )
  for (const [index, { files, parent }] of searches.entries()) nameFiles(files, parent, named[index]!.entries)
  return sorted
}

const pathsOf = ({ files }: Sorted): string[] => [
  ...new Set(files.combined.flatMap(({ path, names }) => [path, ...names.filter((name) => name !== undefined)])),
]

/** Merges whose combined files are named in one call of git; one with too many of them stands alone. */
const groupsOf = (sorted: readonly Sorted[]): Sorted[][] => {
  const groups: Sorted[][] = []
  let paths = 0
  let bytes = 0
  for (const one of sorted) {
    const names = pathsOf(one)
    const size = Buffer.byteLength(names.join(''))
    const open = groups.at(-1)
    if (open !== undefined && paths + names.length <= mostPaths && bytes + size <= mostPathBytes) open.push(one)
    else {
      groups.push([one])
      paths = 0
      bytes = 0
    }
    paths += names.length
    bytes += size
  }
  return groups
}

const combineFiles = async (
  { gitDirectory, repository, signal }: Place,
  group: readonly Sorted[],
): Promise<RecordOf<'merge'>[]> => {
  const combining = group.filter(({ files }) => files.combined.length > 0)
  const paths = combining.flatMap(pathsOf)
  const few = paths.length <= mostPaths && Buffer.byteLength(paths.join('')) <= mostPathBytes
  const differences = await diffPairs(
    gitDirectory,
    combining.flatMap(({ merge }) => pairsOf(merge)),
    patchParameters,
    { paths: few ? paths : [], signal },
  )
  let next = 0
  return group.map(({ merge, files }) => {
    const byParent = files.combined.length === 0 ? [] : merge.parents.map(() => differences[next++]!.files)
    const filesOf = ({ path }: CombinedFile): FileByParent => byParent.map((there) => there.get(path))
    return mergeRecord(repository, merge, files, filesOf)
  })
}
