import type { SyncProgress } from '../../ingest/sync.ts'
import { ChangeBus } from '../../jobs/change-bus.ts'
import { type Live, startLive } from '../../jobs/live.ts'
import { type Changes, listenForChanges } from '../../store/changes.ts'
import type { Database } from '../../store/database.ts'
import type { Served } from '../http/served.ts'
import { syncOptionsOf } from '../workspace.ts'

/** The reading beside a server. */
export interface Reading {
  /** What changes in the data, whoever changes it; it goes on when the settings are other ones. */
  readonly changes: Changes
  /** Undefined where the server reads nothing. */
  live(): Live | undefined
  /** Reads by other settings from now on. */
  follow(served: Served): Promise<void>
  close(): Promise<void>
}

/** Keeps the data current, by settings that may change meanwhile. */
export const startReading = async (
  database: Database,
  served: Served,
  onProgress?: (progress: SyncProgress) => void,
): Promise<Reading> => {
  const changes = new ChangeBus()
  const start = async ({ workspace, pricer }: Served): Promise<Live> => {
    const sync = { ...syncOptionsOf(workspace), ...(onProgress ? { onProgress } : {}) }
    const live = await startLive({ database, sync, pricer })
    live.changes.subscribe((change) => changes.tell(change))
    return live
  }
  let live = await start(served)
  return {
    changes,
    live: () => live,
    follow: async (now) => {
      await live.close()
      live = await start(now)
    },
    close: () => live.close(),
  }
}

/** For a server that reads nothing: it still hears of what others write. */
export const listenOnly = async (database: Database): Promise<Reading> => {
  const changes = new ChangeBus()
  const listening = await listenForChanges(
    () => database.connect(),
    (change) => changes.tell(change),
  )
  return { changes, live: () => undefined, follow: async () => {}, close: () => listening.close() }
}
