import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { absolutePath } from '../../config/absolute-path.ts'
import { dataFolder, type Environment } from '../../config/paths.ts'
import { program } from '../server/program.ts'
import { serverLog } from '../server/running.ts'

/** What the system is to run, whichever system it is. Every path is absolute. */
export interface Service {
  /** The program and its words. */
  readonly command: readonly [string, ...string[]]
  /** What it finds in its environment; nothing secret. */
  readonly environment: Readonly<Record<string, string>>
  /** Secrets: they go to `environmentFile`, which only their owner may read. */
  readonly secrets: Readonly<Record<string, string>>
  readonly environmentFile: string
  readonly workingDirectory: string
  readonly logFile: string
}

export interface ServiceRequest {
  readonly folder: string
  readonly env: Environment
  readonly home: string
  readonly platform: NodeJS.Platform
  readonly port: number | undefined
}

/** Where agents leave their logs, and the key that several servers share. */
const paths = ['CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'MAESTRO_LINE_HASH_KEY_FILE'] as const

/** Describes the server of a data folder as a service: `maestro up` by this installation, with what its environment sets. */
export const describeService = ({ folder, env, home, platform, port }: ServiceRequest): Service => {
  const [node, ...words] = program()
  const environment: Record<string, string> = {}
  if (folder !== dataFolder({ HOME: home, LOCALAPPDATA: env.LOCALAPPDATA, USERPROFILE: home }, platform))
    environment.MAESTRO_HOME = folder
  for (const name of paths) {
    const value = env[name]
    if (value) environment[name] = value.includes(',') ? value : absolutePath(value, env)
  }
  const gitFolder = platform === 'win32' ? undefined : folderOf('git', env.PATH)
  if (gitFolder !== undefined && !usualPath.includes(gitFolder))
    environment.PATH = [gitFolder, ...usualPath].join(delimiter)
  const secrets = env.DATABASE_URL ? { DATABASE_URL: env.DATABASE_URL } : {}
  // Windows gives a task no environment of its own.
  const inFile = platform === 'win32' ? { ...environment, ...secrets } : secrets
  const environmentFile = join(folder, 'service.env')
  const fromFile = Object.keys(inFile).length > 0 ? [`--env-file-if-exists=${environmentFile}`] : []
  return {
    command: [node, ...fromFile, ...words, 'up', '--no-link', ...(port === undefined ? [] : ['--port', String(port)])],
    environment: platform === 'win32' ? {} : environment,
    secrets: inFile,
    environmentFile,
    workingDirectory: home,
    logFile: serverLog(folder),
  }
}

const usualPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

const folderOf = (name: string, path = ''): string | undefined =>
  path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .find((folder) => {
      try {
        accessSync(join(folder, name), constants.X_OK)
        return dirname(join(folder, name))
      } catch {
        return false
      }
    })
