import { chmodSync, closeSync, mkdirSync, openSync, type Stats, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { MaestroError } from '../../model/errors.ts'
import type { EmbeddedFolder } from './folder.ts'

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

function isForeign(stats: Stats): boolean {
  return process.geteuid !== undefined && stats.uid !== process.geteuid()
}

function foreign(path: string, stats: Stats, cause?: unknown): MaestroError {
  const owner = stats.uid === 0 ? 'root' : `another user (number ${stats.uid})`
  return new MaestroError(
    'storage',
    `The folder ${path} belongs to ${owner}, and you are ${ownName()}.`,
    'Run Maestro as the user who made it, or set MAESTRO_HOME to a folder of your own.',
    { cause },
  )
}

function unusable(folder: EmbeddedFolder, error: NodeJS.ErrnoException): MaestroError {
  const blocking = nearest(folder.root)
  if (error.code === 'EACCES' && isForeign(blocking.stats)) return foreign(blocking.path, blocking.stats, error)
  const reasons: Record<string, string> = {
    EACCES: 'you may not write there',
    ENOENT: 'it cannot be made',
    EROFS: 'its file system is read-only',
    ENOSPC: 'its disk is full',
    EDQUOT: 'its disk quota is used up',
    ENOTDIR: 'a part of that path is a file',
    EEXIST: 'a part of that path is a file',
  }
  return new MaestroError(
    'storage',
    `The data folder ${folder.home} cannot be used: ${reasons[error.code ?? ''] ?? error.message}.`,
    'Set MAESTRO_HOME to a folder that you can write to.',
    { cause: error },
  )
}

function nearest(path: string): { path: string; stats: Stats } {
  try {
    return { path, stats: statSync(path) }
  } catch {
    return nearest(dirname(path))
  }
}

function ownName(): string {
  try {
    return userInfo().username
  } catch {
    return `the user number ${process.geteuid?.()}`
  }
}
