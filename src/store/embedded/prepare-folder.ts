import { chmodSync, closeSync, mkdirSync, openSync, type Stats, statSync } from 'node:fs'
import { MaestroError } from '../../model/errors.ts'
import type { EmbeddedFolder } from './folder.ts'
import { foreign, isForeign, unusable } from './folder-failure.ts'

/** Makes the folder if need be, closes it to others, and makes sure that it is ours. */
export function prepareFolder(folder: EmbeddedFolder): void {
  try {
    mkdirSync(folder.root, { recursive: true, mode: 0o700 })
    const stats = statSync(folder.root)
    if (isForeign(stats)) throw foreign(folder.root, stats)
    if (process.platform !== 'win32' && (stats.mode & 0o777) !== 0o700) chmodSync(folder.root, 0o700)
    closeSync(openSync(folder.joined, 'a', 0o600))
  } catch (error) {
    throw MaestroError.isInstance(error) ? error : unusable(folder, error as NodeJS.ErrnoException)
  }
}

/** For what only looks: true when the folder exists and is ours. */
export function isPrepared(folder: EmbeddedFolder): boolean {
  let stats: Stats | undefined
  try {
    stats = statSync(folder.root, { throwIfNoEntry: false })
  } catch (error) {
    throw unusable(folder, error as NodeJS.ErrnoException)
  }
  if (stats && isForeign(stats)) throw foreign(folder.root, stats)
  return stats !== undefined
}
