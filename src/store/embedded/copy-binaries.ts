import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { MaestroError } from '../../model/errors.ts'
import type { EmbeddedFolder } from './folder.ts'
import { areUsable, type InstalledBinaries } from './installed-binaries.ts'
import type { Runner } from './runner.ts'
import { completeLinks } from './symlinks.ts'

/** Root's copies: one for all homes, because the user that PostgreSQL runs as often cannot enter root's own folders. */
export const sharedBinaries = '/var/lib/maestro/binaries'

const oneHour = 3_600_000

/** Copies the programs to where the runner can use them, once for each release, and gives the copy's `native` folder. */
export async function copyBinaries(
  installed: InstalledBinaries,
  folder: EmbeddedFolder,
  runner: Runner,
): Promise<string> {
  const shelf = runner.identity ? sharedBinaries : folder.binaries
  const target = join(shelf, `${installed.release}-${process.platform}-${process.arch}`)
  const native = join(target, 'native')
  if (existsSync(target) && areUsable(native, runner)) return native
  try {
    mkdirSync(shelf, { recursive: true, mode: 0o755 })
    if (runner.identity) for (const path of ['/var/lib/maestro', shelf]) chmodSync(path, 0o755)
    removeLeftovers(shelf)
    const draft = mkdtempSync(join(shelf, 'copying-'))
    copyNative(installed.native, join(draft, 'native'))
    chmodSync(draft, 0o755)
    rmSync(target, { recursive: true, force: true })
    try {
      renameSync(draft, target)
    } catch {
      rmSync(draft, { recursive: true, force: true })
    }
  } catch (cause) {
    throw unusable(installed.native, `copying them to ${shelf} failed: ${(cause as Error).message}`, cause)
  }
  if (areUsable(native, runner)) return native
  throw unusable(installed.native, `the copy in ${shelf} cannot be run either`)
}

function copyNative(from: string, to: string): void {
  const needed = (path: string) => !path.endsWith('.a') && basename(path) !== 'pkgconfig'
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: needed })
  completeLinks(to)
  openUp(to)
}

function openUp(directory: string): void {
  chmodSync(directory, 0o755)
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) openUp(path)
    else if (entry.isFile()) chmodSync(path, basename(directory) === 'bin' ? 0o755 : 0o644)
  }
}

function removeLeftovers(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    const path = join(shelf, name)
    const stats = name.startsWith('copying-') ? statSync(path, { throwIfNoEntry: false }) : undefined
    if (stats && Date.now() - stats.mtimeMs > oneHour) rmSync(path, { recursive: true, force: true })
  }
}

function unusable(native: string, reason: string, cause?: unknown): MaestroError {
  return new MaestroError(
    'database-unavailable',
    `PostgreSQL's programs in ${native} cannot be run, and ${reason}.`,
    'Make that folder accessible, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    { cause },
  )
}
