import { join } from 'node:path'
import type { EmbeddedFolder } from './folder.ts'
import { areUsable, installedBinaries, programSuffix } from './installed-binaries.ts'
import type { Runner } from './runner.ts'

export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
  /** Such as `18.4`. */
  version: string
  major: number
}

/** PostgreSQL's programs where the runner can run them; copied first when the installed ones are out of its reach. */
export async function findBinaries(folder: EmbeddedFolder, runner: Runner): Promise<Binaries> {
  const installed = installedBinaries()
  if (areUsable(installed.native, runner)) return describe(installed.native, installed.release)
  const { copyBinaries } = await import('./copy-binaries.ts')
  return describe(await copyBinaries(installed, folder, runner), installed.release)
}

/** The programs in a `native` folder. */
export function describe(native: string, release: string): Binaries {
  const program = (name: string) => join(native, 'bin', name + programSuffix)
  const [major = '0', minor = '0'] = release.split('.')
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version: `${major}.${minor}`,
    major: Number(major),
  }
}
