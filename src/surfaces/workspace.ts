import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { absolutePath } from '../config/absolute-path.ts'
import { lineHashKey } from '../config/line-hash-key.ts'
import { dataFolder, defaultHomes, type Environment, homeAt } from '../config/paths.ts'
import { createPricer, loadPrices, type Pricer } from '../config/prices/index.ts'
import { changeSettings, readSettings, type Settings } from '../config/settings.ts'
import { anyLogs } from '../ingest/any-logs.ts'
import type { SyncOptions } from '../ingest/sync.ts'
import type { DiscoverProblem, Home } from '../model/connector.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { joinEmbedded, statusEmbedded } from '../store/embedded/index.ts'

/** What every surface works on: whose data, where it lies, and what is read into it. */
export interface Workspace {
  readonly env: Environment
  /** Maestro's own data: the sample team has a folder of its own below the real one. */
  readonly folder: string
  readonly settings: Settings
  /** The data is the fictional team's. */
  readonly sample: boolean
  readonly homes: readonly Home[]
  readonly problems: readonly DiscoverProblem[]
  readonly timezone: string
}

export interface WorkspaceRequest {
  readonly homes?: readonly string[] | undefined
  readonly repositories?: readonly string[] | undefined
  readonly timezone?: string | undefined
  /** Ask for the sample team, whatever is on this machine. */
  readonly sample?: boolean | undefined
}

/** Where the sample team's data lies. */
export const sampleFolder = (env: Environment): string => join(dataFolder(env), 'sample')

/** Whether the sample team was made on this machine. */
export const sampleExists = (env: Environment): boolean => existsSync(join(sampleFolder(env), 'settings.json'))

/**
 * Finds out whose data is asked for, and remembers the homes and repositories that were named. `--home` replaces the
 * remembered homes (`default` goes back to the machine's own), `--repo` adds to the remembered repositories (`none`
 * forgets them).
 */
export const openWorkspace = (request: WorkspaceRequest, env: Environment = process.env): Workspace => {
  const sample = request.sample ?? false
  const folder = sample ? sampleFolder(env) : dataFolder(env)
  const settings = remember(folder, request, env)
  const named = settings.homes?.map((directory) => homeAt(directory, env))
  return {
    env,
    folder,
    settings,
    sample,
    homes: named ? named.map(({ home }) => home) : defaultHomes(env),
    problems: named?.flatMap(({ problem }) => problem ?? []) ?? [],
    timezone: request.timezone ?? settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
  }
}

const remember = (folder: string, { homes, repositories }: WorkspaceRequest, env: Environment): Settings => {
  const settings = readSettings(folder, env)
  const nowHomes =
    homes === undefined || homes.length === 0
      ? settings.homes
      : homes.includes('default')
        ? null
        : [...new Set(homes.map((home) => homeAt(home, env).home.path))]
  const added = (repositories ?? []).filter((name) => name !== 'none').map((path) => absolutePath(path, env))
  const kept = repositories?.includes('none') ? [] : settings.repositories
  const nowRepositories = [...new Set([...kept, ...added])]
  const same = (a: readonly string[] | null, b: readonly string[] | null) => JSON.stringify(a) === JSON.stringify(b)
  if (same(nowHomes, settings.homes) && same(nowRepositories, settings.repositories)) return settings
  return changeSettings(folder, { homes: nowHomes, repositories: nowRepositories }, env)
}

/** Whether there is anything to show: a log, a named repository, or data from earlier. */
export const hasSources = async (workspace: Workspace): Promise<boolean> =>
  workspace.settings.repositories.length > 0 ||
  Boolean(workspace.env.DATABASE_URL) ||
  (await anyLogs(workspace.homes)) ||
  (await statusEmbedded({ home: workspace.folder })).bytes > 0

/** Opens a workspace's data: `DATABASE_URL` where it is set (never for the sample team), else the embedded server. */
export const openData = async ({ env, folder, sample }: Workspace): Promise<Database> => {
  if (env.DATABASE_URL && !sample) return openDatabase({ url: env.DATABASE_URL })
  const server = await joinEmbedded({ home: folder })
  return openDatabase(server.connection)
}

/** The prices in force in a workspace. */
export const pricerOf = async ({ settings }: Workspace): Promise<Pricer> =>
  createPricer(await loadPrices(settings.pricesFile))

/** What a sync of a workspace reads. */
export const syncOptionsOf = (workspace: Workspace): SyncOptions => ({
  homes: workspace.homes,
  repositories: workspace.settings.repositories,
  lineHashKey: () => lineHashKey(workspace.folder, workspace.env),
})
