import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MaestroError } from '../model/errors.ts'
import { absolutePath, type Environment } from './absolute-path.ts'
import { ensurePrivateFolder } from './paths.ts'

/** What Maestro remembers between two commands. */
export interface Settings {
  /** Home directories to read; null: those of `defaultHomes`. */
  readonly homes: readonly string[] | null
  /** Repositories to read beside those that sessions lead to. */
  readonly repositories: readonly string[]
  /** Folders in or below which what logs name may be opened, beside the homes and repositories. */
  readonly roots: readonly string[]
  /** IANA name of the time zone in which days begin; absent: the system's. */
  readonly timezone?: string
  /** A table of prices that replaces or adds to the shipped one. */
  readonly pricesFile?: string
  /** Who is who, and in which team. */
  readonly peopleFile?: string
}

/** What can be changed; `undefined` forgets a setting. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined }

const checks: Record<keyof Settings, { readonly expected: string; holds(value: unknown): boolean }> = {
  homes: { expected: 'a list of paths, or null', holds: (value) => value === null || isListOfNames(value) },
  repositories: { expected: 'a list of paths', holds: (value) => isListOfNames(value) },
  roots: { expected: 'a list of paths', holds: (value) => isListOfNames(value) },
  timezone: { expected: 'the name of a time zone, as Europe/Berlin', holds: (value) => isTimezoneLike(value) },
  pricesFile: { expected: 'a path', holds: (value) => isName(value) },
  peopleFile: { expected: 'a path', holds: (value) => isName(value) },
}

/** Where the settings of a data folder stand. */
export const settingsFile = (dataFolder: string): string => join(dataFolder, 'settings.json')

/**
 * Reads the settings; without a file the default ones. Paths are made absolute: `~` is the user's home, a relative one
 * starts at the data folder. Throws `MaestroError('usage')` when the file is damaged or says what cannot be.
 */
export const readSettings = (dataFolder: string, env: Environment = process.env): Settings => {
  const stored = readStored(dataFolder) as Partial<Settings>
  const absolute = (path: string) => absolutePath(path, env, dataFolder)
  return {
    homes: stored.homes?.map(absolute) ?? null,
    repositories: stored.repositories?.map(absolute) ?? [],
    roots: stored.roots?.map(absolute) ?? [],
    ...(stored.timezone === undefined ? {} : { timezone: stored.timezone }),
    ...(stored.pricesFile === undefined ? {} : { pricesFile: absolute(stored.pricesFile) }),
    ...(stored.peopleFile === undefined ? {} : { peopleFile: absolute(stored.peopleFile) }),
  }
}

/**
 * Changes some settings and returns all of them. The rest of the file stays, also keys that this version does not know.
 * The file is replaced whole, so that a reader sees the old or the new one; of two processes that write at the same
 * instant, the later one's file stands. Throws `MaestroError('usage')` for a damaged file or a value that cannot be,
 * `MaestroError('storage')` when it cannot be written.
 */
export const changeSettings = (
  dataFolder: string,
  change: SettingsChange,
  env: Environment = process.env,
): Settings => {
  const changed = { ...readStored(dataFolder), ...change }
  const fault =
    faultOf(changed) ??
    (change.timezone === undefined || isTimezone(change.timezone)
      ? undefined
      : `no time zone is called "${change.timezone}"`)
  if (fault) throw new MaestroError('usage', `This setting cannot be: ${fault}.`, 'Give another value.')
  ensurePrivateFolder(dataFolder)
  const file = settingsFile(dataFolder)
  const temporary = `${file}.${process.pid}`
  try {
    writeFileSync(temporary, `${JSON.stringify(changed, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(temporary, file)
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw new MaestroError(
      'storage',
      `The settings cannot be written to ${file}: ${(cause as Error).message}.`,
      'Make the folder writable and see that the disk is not full, then try again.',
      { cause },
    )
  }
  return readSettings(dataFolder, env)
}

const readStored = (dataFolder: string): Record<string, unknown> => {
  const file = settingsFile(dataFolder)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new MaestroError(
      'usage',
      `The settings in ${file} cannot be read: ${(cause as Error).message}.`,
      'Let this user read the file, or set MAESTRO_HOME to another folder.',
      { cause },
    )
  }
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    const fault = faultOf(value)
    if (!fault) return value as Record<string, unknown>
    throw new Error(fault)
  } catch (cause) {
    throw new MaestroError(
      'usage',
      `The settings in ${file} are damaged: ${(cause as Error).message}.`,
      'Correct the file, or delete it to start from the default settings; nothing else is lost.',
      { cause },
    )
  }
}

/** Hand-written, as every command reads the settings first and loading a schema library takes longer than the command. */
const faultOf = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it must be one JSON object'
  for (const [name, check] of Object.entries(checks)) {
    const setting = (value as Record<string, unknown>)[name]
    if (setting !== undefined && !check.holds(setting)) return `"${name}" must be ${check.expected}`
  }
  return undefined
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

const isListOfNames = (value: unknown): boolean => Array.isArray(value) && value.every(isName)

/** Only its form: to ask `Intl` takes 30 ms. `changeSettings` asks, `Intl` and PostgreSQL refuse what it never saw. */
const isTimezoneLike = (value: unknown): boolean => isName(value) && /^[\w+-]+(\/[\w+-]+)*$/.test(value)

const isTimezone = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
