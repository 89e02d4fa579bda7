import type { RawEntry } from '../changed-file.ts'

/** A file of a merge that none of its parents has as it is, and what each parent calls it; undefined where one has none. */
export interface CombinedFile {
  readonly path: string
  readonly names: (string | undefined)[]
}

/** What became of the files in which a merge differs from its first parent. */
export interface MergedFiles {
  readonly deleted: string[]
  /** By parent, the second first: files that are as they are there. */
  readonly taken: string[][]
  /** Submodules. */
  readonly opaque: string[]
  readonly combined: CombinedFile[]
}

const submodule = '160000'

const isAsThere = (entry: RawEntry | undefined): boolean =>
  entry === undefined || (entry.oldId === entry.newId && entry.status !== 'T')

const hasNoSuchFile = (entry: RawEntry): boolean => entry.status === 'A' || entry.status === 'T'

/** Sorts the files of a merge by how they came about. @param entries how it differs from each parent */
export const mergedFiles = ([first, ...others]: readonly (readonly RawEntry[])[]): MergedFiles => {
  const byPath = others.map((entries) => new Map(entries.map((entry) => [entry.path, entry])))
  const merged: MergedFiles = { deleted: [], taken: others.map(() => []), opaque: [], combined: [] }
  for (const entry of first!) {
    const { path } = entry
    if (entry.status === 'D') merged.deleted.push(path)
    else if (!isAsThere(entry)) {
      const same = byPath.findIndex((there) => isAsThere(there.get(path)))
      if (same !== -1) merged.taken[same]!.push(path)
      else if (entry.newMode === submodule) merged.opaque.push(path)
      else {
        const entries = [entry, ...byPath.map((there) => there.get(path)!)]
        merged.combined.push({ path, names: entries.map((one) => (hasNoSuchFile(one) ? undefined : path)) })
      }
    }
  }
  return merged
}

/** The parents, by index, in which a combined file may have had another name. */
export const parentsToSearch = (
  { combined }: MergedFiles,
  entries: readonly (readonly RawEntry[])[],
): readonly number[] =>
  entries.flatMap((there, parent) =>
    combined.some(({ names }) => names[parent] === undefined) && there.some((entry) => entry.status === 'D')
      ? [parent]
      : [],
  )

/** Takes the names that files had in a parent from a comparison that looked for renames. */
export const nameFiles = ({ combined }: MergedFiles, parent: number, entries: readonly RawEntry[]): void => {
  const old = new Map(entries.flatMap((entry) => (entry.status === 'R' ? [[entry.path, entry.oldPath!]] : [])))
  for (const { path, names } of combined) names[parent] ??= old.get(path)
}
