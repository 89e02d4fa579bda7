import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Binaries, describe } from './binaries.ts'
import { copyBinaries, sharedBinaries } from './copy-binaries.ts'
import { readDataVersion } from './data-version.ts'
import type { EmbeddedFolder } from './folder.ts'
import { areUsable, type InstalledBinaries, installedBinaries } from './installed-binaries.ts'
import type { Runner } from './runner.ts'

const prefix = 'programs-'
const draftPrefix = 'keeping-'

/**
 * Keeps the programs that run the data beside them, for the day on which an installation brings a newer major version:
 * hard links where the file system allows, else copies. Those of an earlier release of the same major version go.
 */
export function keepPrograms(folder: EmbeddedFolder, programs: InstalledBinaries = installedBinaries()): void {
  if (majorOf(programs.release) !== readDataVersion(folder.data)) return
  const kept = readdirSync(folder.root).filter((name) => name.startsWith(prefix))
  const name = prefix + programs.release
  if (!kept.includes(name)) {
    const draft = mkdtempSync(join(folder.root, draftPrefix))
    try {
      keepFolder(programs.native, join(draft, 'native'))
      renameSync(draft, join(folder.root, name))
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      throw error
    }
  }
  const superseded = readdirSync(folder.root).filter(
    (other) => (other.startsWith(prefix) && other !== name) || other.startsWith(draftPrefix),
  )
  for (const other of superseded) rmSync(join(folder.root, other), { recursive: true, force: true })
}

/** The newest programs of a major version that are still on this machine, where the runner can run them. */
export async function findPrograms(
  folder: EmbeddedFolder,
  runner: Runner,
  major: number,
): Promise<Binaries | undefined> {
  const kept = namesIn(folder.root)
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ native: join(folder.root, name, 'native'), release: name.slice(prefix.length) }))
  const copied = [folder.binaries, sharedBinaries].flatMap((shelf) =>
    namesIn(shelf)
      .filter((name) => name.endsWith(`-${process.platform}-${process.arch}`))
      .map((name) => ({
        native: join(shelf, name, 'native'),
        release: name.slice(0, -`-${process.platform}-${process.arch}`.length),
      })),
  )
  const found = [...kept, ...copied].filter(({ release }) => majorOf(release) === major).sort(byRelease)
  const usable = found.find(({ native }) => areUsable(native, runner))
  if (usable) return describe(usable.native, usable.release)
  const outOfReach = found[0]
  return outOfReach && describe(await copyBinaries(outOfReach, folder, runner), outOfReach.release)
}

const byRelease = (a: InstalledBinaries, b: InstalledBinaries): number =>
  b.release.localeCompare(a.release, 'en', { numeric: true })

const majorOf = (release: string): number => Number(release.split('.')[0])

/** Static libraries and what only a compiler needs are left out. */
const isNeeded = (name: string): boolean => !name.endsWith('.a') && name !== 'pkgconfig' && name !== 'include'

function keepFolder(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (!isNeeded(entry.name)) continue
    if (entry.isDirectory()) keepFolder(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else if (entry.isFile()) keepFile(source, target)
  }
}

/** A hard link may be refused: another file system, or another user's file. */
function keepFile(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target, constants.COPYFILE_FICLONE)
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
