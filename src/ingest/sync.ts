import { performance } from 'node:perf_hooks'
import type { ClientBase } from 'pg'
import { connectorNamed, connectors } from '../connectors/index.ts'
import type { DiscoverContext, DiscoverProblem, Home, Source } from '../model/connector.ts'
import type { Json } from '../model/field.ts'
import { knownSources } from '../store/questions/known-sources.ts'
import { workingDirectories } from '../store/questions/working-directories.ts'
import { noteProblem } from '../store/write/note-problem.ts'
import type { ReadFailure } from './pool/pool.ts'
import type { ReadTask } from './pool/protocol.ts'
import { createReadQueue } from './queue.ts'
import { redactStored } from './redact-stored.ts'

/** How far a sync is. */
export interface SyncProgress {
  readonly sources: number
  readonly sourcesDone: number
  readonly bytes: number
  readonly records: number
  /** When the newest thing that is to be read happened, in milliseconds since 1970. */
  readonly newest: number
  /** All that is newer than this moment (milliseconds since 1970) is stored. */
  readonly readTo: number
}

/** What a sync did. */
export interface SyncReport extends Omit<SyncProgress, 'newest' | 'readTo'> {
  /** Sources found. */
  readonly found: number
  readonly failures: readonly ReadFailure[]
  readonly problems: readonly DiscoverProblem[]
  readonly setAside: number
  readonly milliseconds: number
  /** Another process was syncing: nothing was done here. */
  readonly busy: boolean
}

export interface SyncOptions {
  readonly homes: readonly Home[]
  readonly repositories: readonly string[]
  /** Folders in or below which files that logs name may be opened. */
  readonly roots: readonly string[]
  /** Settings of connectors, by name. */
  readonly config?: Readonly<Record<string, unknown>>
  /** 32 bytes. */
  readonly lineHashKey: () => Uint8Array
  readonly onProgress?: (progress: SyncProgress) => void
  readonly signal?: AbortSignal
  readonly now?: number
}

/** Names the advisory lock that one sync at a time holds. */
const lock = 7_310_002

/** A history hands out its newest commits first; the rest waits until the newest sessions are read. */
const firstBatches: Partial<Record<string, number>> = { git: 1 }

/**
 * Brings the records up to what lies in the sources. Unchanged sources are not opened; changed ones are read on from
 * their cursor. `client` is used by nobody else meanwhile.
 */
export const sync = async (client: ClientBase, options: SyncOptions): Promise<SyncReport> => {
  const started = performance.now()
  const totals = { found: 0, sources: 0, sourcesDone: 0, bytes: 0, records: 0, setAside: 0 }
  const failures: ReadFailure[] = []
  const problems: DiscoverProblem[] = []
  const answer = (busy: boolean): SyncReport => ({
    ...totals,
    failures,
    problems,
    busy,
    milliseconds: Math.round(performance.now() - started),
  })

  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [lock])
  if (!rows[0].held) return answer(true)
  try {
    await redactStored(client)
    let prepared = false
    const seen = new Set<string>()
    for (let round = 0; round < 3; round++) {
      const context: DiscoverContext = {
        homes: options.homes,
        repositories: options.repositories,
        roots: options.roots,
        workingDirectories: await workingDirectories(client),
      }
      const found = await discoverAll(context, problems, round)
      const fresh = found.filter((source) => !seen.has(keyOf(source)))
      for (const source of fresh) seen.add(keyOf(source))
      totals.found += fresh.length
      const tasks = await changed(client, fresh)
      if (tasks.length === 0) {
        if (round > 0 || fresh.length === 0) break
        continue
      }
      const { prepareWriter, writeParcel } = await import('../store/write/write-parcel.ts')
      const { runPool } = await import('./pool/pool.ts')
      if (!prepared) await prepareWriter(client)
      prepared = true
      const queue = createReadQueue(tasks)
      totals.sources += tasks.length
      const before = totals.sourcesDone
      const report = () =>
        options.onProgress?.({
          sources: totals.sources,
          sourcesDone: totals.sourcesDone,
          bytes: totals.bytes,
          records: totals.records,
          newest: queue.newest,
          readTo: queue.readTo(),
        })
      await runPool({
        take: queue.take,
        settle: (ended, unfinished) => {
          queue.settle(ended, unfinished)
          totals.sourcesDone = before + queue.done
          report()
        },
        write: async (parcel) => {
          await writeParcel(client, parcel)
          for (const source of parcel.sources) {
            totals.bytes += source.bytes
            totals.records += source.records
            totals.setAside += source.setAside.length
          }
          report()
        },
        fail: (failure) => failures.push(failure),
        now: options.now ?? Date.now(),
        setup: { lineHashKey: options.lineHashKey(), config: options.config ?? {}, roots: options.roots },
        signal: options.signal,
      })
    }
    for (const failure of failures) await noteProblem(client, failure.source, failure.message)
    return answer(false)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => {})
  }
}

const keyOf = (source: Source): string => `${source.connector} ${source.id}`

/** Logs lead to working directories, and those to repositories: later rounds ask only who looks at them. */
const discoverAll = async (context: DiscoverContext, problems: DiscoverProblem[], round: number): Promise<Source[]> => {
  const sources: Source[] = []
  for (const connector of connectors) {
    if (round > 0 && connector.name !== 'git') continue
    for await (const found of connector.discover(context)) {
      if ('source' in found) sources.push(found.source)
      else if (round === 0) problems.push(found.problem)
    }
  }
  return sources
}

const mostLookedAt = 5_000

const changed = async (client: ClientBase, sources: readonly Source[]): Promise<ReadTask[]> => {
  const known = await knownSources(client)
  const stale = sources.filter((source) => known.get(keyOf(source)) !== source.stamp)
  if (stale.length === 0) return []
  const cursors = await cursorsOf(client, stale)
  const tasks = stale.map((source): ReadTask => {
    const cursor = cursors.get(keyOf(source))
    const batches = cursor === undefined ? firstBatches[source.connector] : undefined
    return { source, cursor, ...(batches === undefined ? {} : { batches }) }
  })
  return tasks.length === 1 || tasks.length > mostLookedAt ? tasks : Promise.all(tasks.map(lookedAt))
}

/** The task with its source's time as it stands in the source: files that were copied have the times of the copying. */
const lookedAt = async (task: ReadTask): Promise<ReadTask> => {
  const newest = await connectorNamed(task.source.connector).newestIn?.(task.source)
  return newest === undefined ? task : { ...task, source: { ...task.source, newest } }
}

const cursorsOf = async (client: ClientBase, sources: readonly Source[]): Promise<Map<string, Json>> => {
  const { rows } = await client.query<{ connector: string; id: string; cursor: Json }>(
    `select connector, id, cursor from source
     join unnest($1::text[], $2::text[]) as wanted (connector, id) using (connector, id)
     where org = 1 and cursor <> 'null'`,
    [sources.map((source) => source.connector), sources.map((source) => source.id)],
  )
  return new Map(rows.map((row) => [`${row.connector} ${row.id}`, row.cursor]))
}
