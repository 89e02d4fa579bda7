import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { MaestroError } from '../../model/errors.ts'
import type { EmbeddedFolder } from './folder.ts'
import { canEnter } from './reach.ts'
import { giveTo, type Runner } from './runner.ts'
import { socketPort } from './server.ts'

/** Systems allow 104 to 108 bytes, and PostgreSQL appends `.lock` to the name of a neighbour. */
const longestSocketPath = 100

export interface SocketPlace {
  directory: string
  /** The value of `unix_socket_directories`; relative to the data directory, so that nobody must walk down to it. */
  setting: string
}

/** The data directory itself, which is closed to others; when its path is too long, a private folder with a short one. */
export function chooseSocketPlace(folder: EmbeddedFolder, runner: Runner): SocketPlace {
  if (fits(folder.data)) return { directory: folder.data, setting: '.' }
  const uid = runner.identity?.uid ?? process.geteuid?.() ?? 0
  const name = `maestro-${uid}-${createHash('sha256').update(folder.data).digest('hex').slice(0, 12)}`
  for (const base of [...(runner.identity ? ['/run'] : []), tmpdir(), '/tmp', '/var/tmp']) {
    if (!isSafeBase(base, runner) || !fits(join(base, `${name}-123456`))) continue
    const directory = makePrivate(base, name, runner)
    if (directory) return { directory, setting: directory }
  }
  throw new MaestroError(
    'storage',
    `The path of the data folder ${folder.home} is too long for a Unix socket, and no folder for temporary files can hold it.`,
    'Use a data folder with a shorter path, or set TMPDIR to a short one.',
  )
}

/** Removes the folder of a server that is gone, unless it is the data directory. */
export function removeSocketPlace(directory: string): void {
  const name = directory.slice(dirname(directory).length + 1)
  if (name.startsWith('maestro-')) rmSync(directory, { recursive: true, force: true })
}

function fits(directory: string): boolean {
  return Buffer.byteLength(join(directory, `.s.PGSQL.${socketPort}`)) <= longestSocketPath
}

function isSafeBase(base: string, runner: Runner): boolean {
  const stats = statSync(base, { throwIfNoEntry: false })
  if (!stats?.isDirectory() || !/^[\w./-]+$/.test(base) || !canEnter(base, runner)) return false
  const othersWrite = (stats.mode & 0o002) !== 0
  const othersCannotRename = (stats.mode & 0o1000) !== 0
  return !othersWrite || othersCannotRename
}

/** A folder that only the runner can enter. One of that name which is not so is somebody else's: then another name. */
function makePrivate(base: string, name: string, runner: Runner): string | undefined {
  try {
    const wanted = join(base, name)
    try {
      mkdirSync(wanted, { mode: 0o700 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return undefined
    }
    const directory = isPrivate(wanted, runner) ? wanted : mkdtempSync(join(base, `${name}-`))
    chmodSync(directory, 0o700)
    giveTo(runner, directory)
    return directory
  } catch {
    return undefined
  }
}

function isPrivate(path: string, runner: Runner): boolean {
  const stats = lstatSync(path)
  const owned = stats.uid === process.geteuid?.() || stats.uid === runner.identity?.uid
  return stats.isDirectory() && owned && (stats.mode & 0o077) === 0
}
