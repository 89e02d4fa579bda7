import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { absolutePath } from '../config/absolute-path.ts'
import { lineHashKey } from '../config/line-hash-key.ts'
import { dataFolder, defaultHomes, type Environment, homeAt, type NamedHome } from '../config/paths.ts'
import { loadPeople } from '../config/people/load-people.ts'
import { createPricer, loadPrices, type Pricer } from '../config/prices/index.ts'
import { rootsOf } from '../config/roots.ts'
import { changeSettings, readSettings, type Settings } from '../config/settings.ts'
import { anyLogs } from '../ingest/any-logs.ts'
import type { SyncOptions } from '../ingest/sync.ts'
import type { DiscoverProblem, Home } from '../model/connector.ts'
import { MaestroError } from '../model/errors.ts'
import { type Address, type Database, openDatabase } from '../store/database.ts'
import { joinEmbedded, statusEmbedded } from '../store/embedded/index.ts'
import { setPeopleFile } from '../store/people-file.ts'
import { filesAreStaged, settleFiles } from '../store/transfer/kept-files.ts'

/** What every surface works on: whose data, where it lies, and what is read into it. */
export interface Workspace {
  readonly env: Environment
  /** Maestro's own data: the sample team has a folder of its own below the real one. */
  readonly folder: string
  readonly settings: Settings
  /** The data is the fictional team's. */
  readonly sample: boolean
  readonly homes: readonly Home[]
  /** Folders in or below which what logs and repositories name may be opened. */
  readonly roots: readonly string[]
  readonly problems: readonly DiscoverProblem[]
  readonly timezone: string
}

export interface WorkspaceRequest {
  readonly homes?: readonly string[] | undefined
  readonly repositories?: readonly string[] | undefined
  readonly roots?: readonly string[] | undefined
  readonly timezone?: string | undefined
  /** A file of prices, or `default`. */
  readonly prices?: string | undefined
  /** A people file, or `none`. */
  readonly people?: string | undefined
  /** Ask for the sample team, whatever is on this machine. */
  readonly sample?: boolean | undefined
}

/** Where the sample team's data lies. */
export const sampleFolder = (env: Environment): string => join(dataFolder(env), 'sample')

/** Whether the sample team was made on this machine. */
export const sampleExists = (env: Environment): boolean => existsSync(join(sampleFolder(env), 'settings.json'))

/**
 * Finds out whose data is asked for, and remembers the homes, repositories and roots that were named. `--home` replaces
 * the remembered homes (`default` goes back to the machine's own), `--repo` and `--root` add to the remembered ones
 * (`none` forgets them), `--prices` and `--people` replace the file of prices and that of people.
 */
export const openWorkspace = (request: WorkspaceRequest, env: Environment = process.env): Workspace => {
  const sample = request.sample ?? false
  const folder = sample ? sampleFolder(env) : dataFolder(env)
  const settings = remember(folder, request, env)
  const named = settings.homes?.map((directory) => rememberedHome(directory, env))
  const homes = named ? named.map(({ home }) => home) : defaultHomes(env)
  return {
    env,
    folder,
    settings,
    sample,
    homes,
    roots: rootsOf({ ...settings, homes, ...(sample ? {} : startedIn()) }),
    problems: named?.flatMap(({ problem }) => problem ?? []) ?? [],
    timezone: request.timezone ?? settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
  }
}

/** The folder in which the command runs, unless it was deleted meanwhile. */
const startedIn = (): { startedIn?: string } => {
  try {
    return { startedIn: process.cwd() }
  } catch {
    return {}
  }
}

/** The homes of a workspace as they are found now: agents may have made folders in them meanwhile, or theirs may be gone. */
export const homesNow = ({ env, settings }: Pick<Workspace, 'env' | 'settings'>): readonly Home[] =>
  settings.homes?.map((directory) => rememberedHome(directory, env).home) ?? defaultHomes(env)

/** A home that was remembered and is gone is a problem to tell, and no reason to answer nothing. */
const rememberedHome = (directory: string, env: Environment): NamedHome => {
  try {
    return homeAt(directory, env)
  } catch (error) {
    if (!MaestroError.isInstance(error)) throw error
    const home = { path: directory, claudeFolders: [], codexFolders: [] }
    const next = 'What was read from it stays; --home names the homes to read from now on.'
    return { home, problem: { path: directory, reason: 'it is not there any more', next } }
  }
}

const pricesFileOf = (file: string, env: Environment): string => {
  const path = absolutePath(file, env)
  if (existsSync(path)) return path
  throw new MaestroError(
    'usage',
    `There is no file of prices ${path}.`,
    'Name one in the form of src/config/prices/prices.json.',
  )
}

const peopleFileOf = (file: string, env: Environment): string => {
  const path = absolutePath(file, env)
  if (existsSync(path)) return path
  throw new MaestroError('usage', `There is no people file ${path}.`, 'Name one in the form that docs/people.md shows.')
}

const remember = (folder: string, request: WorkspaceRequest, env: Environment): Settings => {
  const { homes, repositories, roots, prices, people } = request
  const settings = readSettings(folder, env)
  const nowHomes =
    homes === undefined || homes.length === 0
      ? settings.homes
      : homes.includes('default')
        ? null
        : [...new Set(homes.map((home) => homeAt(home, env).home.path))]
  const nowRepositories = foldersOf(
    settings.repositories,
    repositories,
    env,
    'Name a folder that holds a git repository.',
  )
  const nowRoots = foldersOf(settings.roots, roots, env, 'Name a folder that Maestro may look into.')
  const nowPrices =
    prices === undefined ? settings.pricesFile : prices === 'default' ? undefined : pricesFileOf(prices, env)
  const nowPeople =
    people === undefined ? settings.peopleFile : people === 'none' ? undefined : peopleFileOf(people, env)
  const now = {
    homes: nowHomes,
    repositories: nowRepositories,
    roots: nowRoots,
    pricesFile: nowPrices,
    peopleFile: nowPeople,
  }
  const { pricesFile, peopleFile } = settings
  const before = {
    homes: settings.homes,
    repositories: settings.repositories,
    roots: settings.roots,
    pricesFile,
    peopleFile,
  }
  return JSON.stringify(now) === JSON.stringify(before) ? settings : changeSettings(folder, now, env)
}

/** The remembered folders with those that were named now; `none` forgets the remembered ones. */
const foldersOf = (
  remembered: readonly string[],
  named: readonly string[] | undefined,
  env: Environment,
  next: string,
): string[] => {
  const added = (named ?? []).filter((name) => name !== 'none').map((path) => absolutePath(path, env))
  const absent = added.find((path) => !existsSync(path))
  if (absent !== undefined) throw new MaestroError('usage', `There is no directory ${absent}.`, next)
  return [...new Set([...(named?.includes('none') ? [] : remembered), ...added])]
}

/** Whether there is anything to show: a log, a named repository, or data from earlier. */
export const hasSources = async (workspace: Workspace): Promise<boolean> =>
  workspace.settings.repositories.length > 0 ||
  Boolean(workspace.env.DATABASE_URL) ||
  (await anyLogs(workspace.homes)) ||
  (await statusEmbedded({ home: workspace.folder })).bytes > 0

/** Where a workspace's data lie now; starts the embedded server where it is that one. */
export const addressOf = async ({ env, folder, sample }: Workspace): Promise<Address> =>
  env.DATABASE_URL && !sample ? { url: env.DATABASE_URL } : (await joinEmbedded({ home: folder })).connection

/** Opens a workspace's data: `DATABASE_URL` where it is set (never for the sample team), else the embedded server. */
export const openData = async (workspace: Workspace): Promise<Database> => {
  const { env, folder, sample } = workspace
  const isUrl = Boolean(env.DATABASE_URL) && !sample
  const database = await openDatabase(isUrl ? await addressOf(workspace) : () => addressOf(workspace))
  if (filesAreStaged(folder)) await database.ask((client) => settleFiles(client, folder))
  return database
}

/**
 * Brings what the people file of a workspace says into its data, where it says something new. Without a file what an
 * earlier one said is forgotten, except in a database that others share: theirs may have named it.
 */
export const followPeopleFile = async ({ settings, env, sample }: Workspace, client: ClientBase): Promise<void> => {
  if (settings.peopleFile !== undefined) return setPeopleFile(client, await loadPeople(settings.peopleFile))
  if (!env.DATABASE_URL || sample) await setPeopleFile(client, undefined)
}

/** The prices in force in a workspace. */
export const pricerOf = async ({ settings }: Workspace): Promise<Pricer> =>
  createPricer(await loadPrices(settings.pricesFile))

/** What a sync of a workspace reads. */
export const syncOptionsOf = (workspace: Workspace): SyncOptions => ({
  homes: workspace.homes,
  repositories: workspace.settings.repositories,
  roots: workspace.roots,
  lineHashKey: () => lineHashKey(workspace.folder, workspace.env),
})
