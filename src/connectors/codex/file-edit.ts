import { isAbsolute, posix, win32 } from 'node:path'
import type { RecordOf } from '../../model/records/index.ts'
import { callIdOf, type Here } from './here.ts'

/** What was done to one file. */
export interface FileEdit {
  readonly path: string
  readonly movedTo?: string | undefined
  readonly operation: RecordOf<'edit'>['operation']
  /** Hunks as a unified diff. */
  readonly patch: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** A path as the tool meant it: below the folder that it worked in. */
const absolute = (path: string, folder: string | undefined): string => {
  if (folder === undefined || isAbsolute(path) || win32.isAbsolute(path)) return path
  return win32.isAbsolute(folder) && !folder.startsWith('/') ? win32.join(folder, path) : posix.join(folder, path)
}

/**
 * The edits of one call, ordered by path, so that a patch and the event that tells of it number the files alike.
 * Answers how many there are.
 */
export const emitEdits = (
  here: Here,
  call: string,
  files: readonly FileEdit[],
  options: { folder?: string | undefined; by?: 'tool' | 'shell'; from?: number } = {},
): number => {
  const { folder, by = 'tool', from = 0 } = options
  const placed = files.map((file) => ({
    ...file,
    path: absolute(file.path, folder),
    movedTo: file.movedTo === undefined ? undefined : absolute(file.movedTo, folder),
  }))
  if (by === 'tool') placed.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))
  placed.forEach((file, index) => {
    here.emit({
      kind: 'edit',
      id: `${callIdOf(here, call)}#${from + index}`,
      session: here.session,
      at: here.at,
      position: here.next(),
      call: callIdOf(here, call),
      path: file.path,
      movedTo: file.movedTo,
      operation: file.operation,
      by,
      added: file.added.length,
      removed: file.removed.length,
      patch: file.patch,
      addedLines: [...file.added],
      removedLines: [...file.removed],
    })
  })
  return placed.length
}
