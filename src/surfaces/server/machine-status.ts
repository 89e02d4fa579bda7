import type { LiveState } from '../../jobs/live.ts'
import { MaestroError } from '../../model/errors.ts'
import { statusEmbedded } from '../../store/embedded/index.ts'
import { type SourcesSummary, sourcesSummary } from '../../store/questions/sources-summary.ts'
import { openData, type Workspace } from '../workspace.ts'
import { reportOf } from './control.ts'
import { runningServer } from './running.ts'

/** Why something is not known. */
interface Failure {
  readonly code: string
  readonly message: string
  readonly next: string
}

/** How everything runs that belongs to a data folder. Times in milliseconds since 1970. */
export interface MachineStatus {
  readonly folder: string
  readonly server: {
    readonly running: boolean
    readonly pid?: number | undefined
    readonly port?: number | undefined
    readonly version?: string | undefined
    readonly since?: number | undefined
    readonly error?: Failure | undefined
  }
  /** How the server's reading goes; null where none reads. */
  readonly live: LiveState | null
  readonly database: {
    readonly kind: 'embedded' | 'url'
    /** Of PostgreSQL elsewhere: host, port and name. */
    readonly address?: string | undefined
    readonly running: boolean
    readonly version?: string | undefined
    readonly bytes?: number | undefined
    readonly error?: Failure | undefined
  }
  /** Null where the database does not run, or cannot be asked. */
  readonly sources: SourcesSummary | null
}

/** Looks how everything runs. Starts nothing, and changes nothing; what is wrong is part of the answer. */
export const machineStatus = async (workspace: Workspace): Promise<MachineStatus> => {
  const server = runningServer(workspace.folder)
  const report = server ? await outcomeOf(() => reportOf(server)) : undefined
  const { database, sources } = await databaseStatus(workspace)
  const { pid, port, version, startedAt } = server ?? {}
  return {
    folder: workspace.folder,
    server: {
      running: server !== undefined,
      ...(server ? { pid, port, version, since: startedAt } : {}),
      ...(report?.error ? { error: report.error } : {}),
    },
    live: report?.value?.live ?? null,
    database,
    sources,
  }
}

const databaseStatus = async (workspace: Workspace): Promise<Pick<MachineStatus, 'database' | 'sources'>> => {
  const { env, folder, sample } = workspace
  if (env.DATABASE_URL && !sample) {
    const asked = await outcomeOf(() => askedOf(workspace))
    const { version, bytes } = asked.value ?? {}
    const known = asked.value ? { version, bytes } : { error: asked.error }
    const database = {
      kind: 'url',
      address: withoutSecrets(env.DATABASE_URL),
      running: asked.value !== undefined,
    } as const
    return { database: { ...database, ...known }, sources: asked.value?.sources ?? null }
  }
  const found = await outcomeOf(() => statusEmbedded({ home: folder }))
  if (!found.value) return { database: { kind: 'embedded', running: false, error: found.error }, sources: null }
  const { running, version, bytes } = found.value
  const asked = running ? await outcomeOf(() => askedOf(workspace)) : {}
  return {
    database: {
      kind: 'embedded',
      running,
      bytes,
      ...(version === undefined ? {} : { version }),
      ...(asked.error ? { error: asked.error } : {}),
    },
    sources: asked.value?.sources ?? null,
  }
}

const askedOf = async (workspace: Workspace) => {
  const database = await openData(workspace)
  try {
    return await database.ask(async (client) => {
      const { rows } = await client.query<{ version: string; bytes: number }>(
        `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
      )
      return { ...rows[0]!, sources: await sourcesSummary(client) }
    })
  } finally {
    await database.close()
  }
}

const outcomeOf = async <Value>(
  ask: () => Promise<Value>,
): Promise<{ readonly value?: Value; readonly error?: Failure }> => {
  try {
    return { value: await ask() }
  } catch (error) {
    if (!MaestroError.isInstance(error)) throw error
    return { error: { code: error.code, message: error.message, next: error.next } }
  }
}

/** Host, port and name of a database; what else a URL may hold is a secret or may be one. */
const withoutSecrets = (url: string): string => {
  try {
    const { host, pathname, searchParams } = new URL(url)
    return `${host || searchParams.get('host') || 'localhost'}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}
