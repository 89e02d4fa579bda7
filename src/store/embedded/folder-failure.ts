import { type Stats, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { MaestroError } from '../../model/errors.ts'
import type { EmbeddedFolder } from './folder.ts'

export function isForeign(stats: Stats): boolean {
  return process.geteuid !== undefined && stats.uid !== process.geteuid()
}

export function foreign(path: string, stats: Stats, cause?: unknown): MaestroError {
  const owner = stats.uid === 0 ? 'root' : `another user (number ${stats.uid})`
  return new MaestroError(
    'storage',
    `The folder ${path} belongs to ${owner}, and you are ${ownName()}.`,
    'Run Maestro as the user who made it, or set MAESTRO_HOME to a folder of your own.',
    { cause },
  )
}

/** The sentence for an error of the file system. */
export function unusable(folder: EmbeddedFolder, error: NodeJS.ErrnoException): MaestroError {
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

/** Runs `action`; an error of the file system becomes a sentence, anything else passes. */
export async function explainingFailures<T>(folder: EmbeddedFolder, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const isOfFileSystem = error instanceof Error && 'syscall' in error && 'code' in error
    throw isOfFileSystem ? unusable(folder, error as NodeJS.ErrnoException) : error
  }
}
