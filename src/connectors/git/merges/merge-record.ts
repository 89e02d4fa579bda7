import type { RecordOf } from '../../../model/records/index.ts'
import type { ChangedFile, Hunk } from '../changed-file.ts'
import type { CombinedFile, MergedFiles } from './merged-files.ts'

/** A merge commit that a batch holds. */
export interface MergeCommit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly committedAt: number
  /** Its place in the walk. */
  readonly position: number
}

/** How a combined file differs from each parent, by index. */
export type FileByParent = readonly (ChangedFile | undefined)[]

const mostLines = 200_000

interface Combination {
  readonly parents: { path?: string; hunks: Hunk[] }[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** The record of a merge. @param filesOf how a combined file differs from each parent, where that could be read */
export const mergeRecord = (
  repository: string,
  { sha, committedAt }: MergeCommit,
  { deleted, taken, opaque, combined }: MergedFiles,
  filesOf: (file: CombinedFile) => FileByParent,
): RecordOf<'merge'> => {
  const unknown = [...opaque]
  const addedLines: string[] = []
  const removedLines: string[] = []
  const told = combined.flatMap((file) => {
    const combination = combine(file, filesOf(file))
    const size = (combination?.added.length ?? 0) + (combination?.removed.length ?? 0)
    if (combination === undefined || addedLines.length + removedLines.length + size > mostLines) {
      unknown.push(file.path)
      return []
    }
    for (const line of combination.added) addedLines.push(line)
    for (const line of combination.removed) removedLines.push(line)
    return [{ path: file.path, lines: combination.added.length, parents: combination.parents }]
  })
  return {
    kind: 'merge',
    repository,
    sha,
    deleted,
    taken,
    unknown,
    combined: told,
    addedLines,
    removedLines,
    at: committedAt,
  }
}

const combine = ({ path, names }: CombinedFile, files: FileByParent): Combination | undefined => {
  const added = new Map<number, string>()
  const removed: string[] = []
  const parents: Combination['parents'] = []
  for (const [index, name] of names.entries()) {
    const file = files[index]
    if (file === undefined || file.binary || file.hunks === undefined) return undefined
    const whole = name !== undefined
    const hunks = whole ? file.hunks : file.hunks.filter((hunk) => hunk[3] > 0)
    let next = 0
    for (const [, , start, count] of hunks) {
      for (let line = start; line < start + count; line++) added.set(line, file.addedLines[next++]!)
    }
    if (whole) removed.push(...file.removedLines)
    parents.push({ ...(whole && name !== path && { path: name }), hunks })
  }
  const inOrder = [...added].sort(([a], [b]) => a - b).map(([, line]) => line)
  return { parents, added: inOrder, removed }
}
