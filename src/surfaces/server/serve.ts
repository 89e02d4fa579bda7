import { once } from 'node:events'
import type { SyncProgress } from '../../ingest/sync.ts'
import type { Live } from '../../jobs/live.ts'
import type { Database } from '../../store/database.ts'
import { identityOf } from '../../store/embedded/process-identity.ts'
import { newSecret } from '../http/access/secrets.ts'
import { createApp } from '../http/app.ts'
import type { Served } from '../http/served.ts'
import { homesNow } from '../workspace.ts'
import { claimServer } from './claim.ts'
import { followHomes } from './follow-homes.ts'
import { followSettings } from './follow-settings.ts'
import { listen } from './listen.ts'
import { listenOnly, startReading } from './reading.ts'
import { forgetServer, noteServer, type RunningServer } from './running.ts'

export interface ServeOptions {
  readonly database: Database
  readonly served: Served
  /** The same by the settings as they are now. */
  readonly reopen: () => Promise<Served>
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
  readonly onReady: (server: RunningServer, live: () => Live | undefined) => Promise<void>
  /** Told of the first reading. */
  readonly onProgress?: (progress: SyncProgress) => void
  /** Told of settings that cannot be read, and of a fault of the program. */
  readonly onFault: (error: unknown) => void
}

/**
 * Serves pages and API on 127.0.0.1 and keeps the data current, until the signal. Answers the server that serves the data
 * folder already, where there is one. Throws `MaestroError('busy' | 'storage' | 'database-unavailable')`.
 */
export const serve = async (options: ServeOptions): Promise<RunningServer | undefined> => {
  const { database, signal } = options
  const { folder } = options.served.workspace
  const claimed = await claimServer(folder)
  if ('other' in claimed) return claimed.other
  using _claim = claimed.claim
  const ended = new AbortController()
  const control = newSecret()
  let served = options.served
  let firstReading: SyncProgress | undefined
  const noteProgress = (progress: SyncProgress): void => {
    firstReading = progress
    options.onProgress?.(progress)
  }
  const reading = options.reads ? await startReading(database, served, noteProgress) : await listenOnly(database)
  void reading.live()?.first.then(() => {
    firstReading = undefined
  })
  const reopen = oneAfterAnother(async () => {
    served = await options.reopen()
    await reading.follow(served)
  }, options.onFault)
  try {
    const listener = await listen(options.port, (port) =>
      createApp({
        database,
        served: () => ({ ...served, firstReading }),
        control,
        changes: reading.changes,
        port: () => port,
        ended: ended.signal,
        now: Date.now,
        asOf: options.asOf,
        status: async () => ({ pid: process.pid, live: reading.live()?.state() }),
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
      noteServer(folder, server)
      using _settings = followSettings(folder, reopen.run)
      using _homes = followHomes(
        () => served.workspace.homes,
        () => homesNow(served.workspace),
        reopen.run,
      )
      await options.onReady(server, reading.live)
      if (!signal.aborted) await once(signal, 'abort')
    } finally {
      forgetServer(folder)
      ended.abort()
      await listener.close()
    }
  } finally {
    await reopen.done()
    await reading.close()
  }
  return undefined
}

interface Repeated {
  readonly run: () => void
  readonly done: () => Promise<void>
}

/** Runs work each time it is asked for, once it has ended with the last time. */
const oneAfterAnother = (work: () => Promise<void>, onFault: (error: unknown) => void): Repeated => {
  let last: Promise<void> = Promise.resolve()
  return {
    run: () => {
      last = last.then(work).catch(onFault)
    },
    done: () => last,
  }
}
