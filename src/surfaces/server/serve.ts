import { once } from 'node:events'
import type { Pricer } from '../../config/prices/index.ts'
import type { SyncProgress } from '../../ingest/sync.ts'
import { ChangeBus } from '../../jobs/change-bus.ts'
import { type Live, startLive } from '../../jobs/live.ts'
import { type Changes, listenForChanges } from '../../store/changes.ts'
import type { Database } from '../../store/database.ts'
import { identityOf } from '../../store/embedded/process-identity.ts'
import { newSecret } from '../http/access/secrets.ts'
import { createApp } from '../http/app.ts'
import { syncOptionsOf, type Workspace } from '../workspace.ts'
import { claimServer } from './claim.ts'
import { listen } from './listen.ts'
import { forgetServer, noteServer, type RunningServer } from './running.ts'

export interface ServeOptions {
  readonly workspace: Workspace
  readonly database: Database
  readonly pricer: Pricer
  /** Exactly this port; absent: the first free one from 4747 on. */
  readonly port: number | undefined
  /** Of Maestro. */
  readonly version: string
  /** Whether it reads what is new. */
  readonly reads: boolean
  /** Everything as it was known then. */
  readonly asOf?: string | undefined
  /** Aborted when it is to end. */
  readonly signal: AbortSignal
  /** Called once it answers. */
  readonly onReady: (server: RunningServer, live: Live | undefined) => Promise<void>
  /** Told of the first reading. */
  readonly onProgress?: (progress: SyncProgress) => void
  /** Told of a fault of the program. */
  readonly onFault: (error: unknown) => void
}

/**
 * Serves pages and API on 127.0.0.1 and keeps the data current, until the signal. Answers the server that serves the data
 * folder already, where there is one. Throws `MaestroError('busy' | 'storage' | 'database-unavailable')`.
 */
export const serve = async (options: ServeOptions): Promise<RunningServer | undefined> => {
  const { workspace, database, signal } = options
  const claimed = await claimServer(workspace.folder)
  if ('other' in claimed) return claimed.other
  using _claim = claimed.claim
  const ended = new AbortController()
  const control = newSecret()
  const reading = await startReading(options)
  try {
    const listener = await listen(options.port, (port) =>
      createApp({
        database,
        workspace,
        pricer: options.pricer,
        control,
        changes: reading.changes,
        port: () => port,
        ended: ended.signal,
        now: Date.now,
        asOf: options.asOf,
        status: async () => ({ pid: process.pid, live: reading.live?.state() }),
        onFault: options.onFault,
      }),
    )
    try {
      const server: RunningServer = {
        pid: process.pid,
        identity: identityOf(process.pid) ?? '',
        port: listener.port,
        control,
        version: options.version,
        startedAt: Date.now(),
      }
      noteServer(workspace.folder, server)
      await options.onReady(server, reading.live)
      if (!signal.aborted) await once(signal, 'abort')
    } finally {
      forgetServer(workspace.folder)
      ended.abort()
      await listener.close()
    }
  } finally {
    await reading.close()
  }
  return undefined
}

interface Reading {
  readonly live?: Live
  readonly changes: Changes
  close(): Promise<void>
}

/** A server that reads nothing still hears of what others write. */
const startReading = async ({ workspace, database, pricer, reads, onProgress }: ServeOptions): Promise<Reading> => {
  if (reads) {
    const sync = { ...syncOptionsOf(workspace), ...(onProgress ? { onProgress } : {}) }
    const live = await startLive({ database, sync, pricer })
    return { live, changes: live.changes, close: () => live.close() }
  }
  const changes = new ChangeBus()
  const listening = await listenForChanges(
    () => database.connect(),
    (change) => changes.tell(change),
  )
  return { changes, close: () => listening.close() }
}
