import { performance } from 'node:perf_hooks'
import type { ClientBase } from 'pg'
import type { DiscoverContext, DiscoverProblem, Home } from '../model/connector.ts'
import { sweepDeleted } from '../store/delete/sweep.ts'
import { readTombstones, type Tombstones } from '../store/delete/tombstones.ts'
import { workingDirectories } from '../store/questions/working-directories.ts'
import { noteProblem } from '../store/write/note-problem.ts'
import { findSources } from './find-sources.ts'
import type { ReaderPool } from './pool/pool.ts'
import type { ReadTask, WorkerSetup } from './pool/protocol.ts'
import type { ReadFailure } from './pool/run.ts'
import { createReadQueue } from './queue.ts'
import { redactStored } from './redact-stored.ts'
import { whileNobodyElseSyncs } from './sync-lock.ts'
import { sourceKey, unreadOf } from './unread.ts'

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
  /** Directories that sessions were started in and that were not known before: they may lead to repositories. */
  readonly workingDirectories: readonly string[]
  readonly milliseconds: number
  /** How long it took to find out what there is to read. */
  readonly lookMilliseconds: number
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
  /** Absolute paths of files and folders: only what lies at, in or below them is looked at. Default: everything. */
  readonly changed?: readonly string[]
  /** With `changed`: the directories that sessions were started in, as far as they are known. Default: they are asked for. */
  readonly workingDirectories?: readonly string[]
  /** Threads to read with, which the caller closes. Default: some that end with the sync. */
  readonly pool?: ReaderPool
  /** How long to wait for another sync to end, in milliseconds. Default: 2,000. */
  readonly waitMs?: number
}

const waitMs = 2_000

/** Rounds of discovery: logs lead to working directories, and those to repositories. */
const mostRounds = 3

/**
 * Brings the records up to what lies in the sources. Unchanged sources are not opened; changed ones are read on from
 * their cursor. `client` is used by nobody else meanwhile.
 */
export const sync = async (client: ClientBase, options: SyncOptions): Promise<SyncReport> => {
  const run = new Sync(client, options)
  const done = await whileNobodyElseSyncs(client, options.waitMs ?? waitMs, () => run.rounds())
  return run.report(done === undefined)
}

class Sync {
  readonly #client: ClientBase
  readonly #options: SyncOptions
  readonly #started = performance.now()
  readonly #totals = { found: 0, sources: 0, sourcesDone: 0, bytes: 0, records: 0, setAside: 0 }
  readonly #failures: ReadFailure[] = []
  readonly #problems: DiscoverProblem[] = []
  readonly #seen = new Set<string>()
  readonly #found: string[] = []
  #lookMilliseconds = 0
  /** Sessions that were written since they were last looked through for working directories. */
  #sessions = new Set<string>()
  #tombstones: Tombstones | undefined

  constructor(client: ClientBase, options: SyncOptions) {
    this.#client = client
    this.#options = options
  }

  report(busy: boolean): SyncReport {
    return {
      ...this.#totals,
      failures: this.#failures,
      problems: this.#problems,
      workingDirectories: this.#found,
      lookMilliseconds: Math.round(this.#lookMilliseconds),
      busy,
      milliseconds: Math.round(performance.now() - this.#started),
    }
  }

  async rounds(): Promise<true> {
    const { homes, repositories, roots, changed } = this.#options
    if (changed === undefined) await redactStored(this.#client)
    this.#tombstones = await readTombstones(this.#client)
    const known = new Set((changed && this.#options.workingDirectories) ?? (await workingDirectories(this.#client)))
    const context = { homes, repositories, roots, workingDirectories: [...known] }
    const ownPool = this.#options.pool === undefined
    let pool = this.#options.pool
    try {
      let tasks = await this.#look(context, changed)
      for (let round = 1; tasks.length > 0; round++) {
        pool ??= await this.#startPool()
        await this.#read(tasks, pool)
        if (round === mostRounds) break
        const fresh = (await workingDirectories(this.#client, [...this.#sessions])).filter((path) => !known.has(path))
        this.#sessions = new Set()
        if (fresh.length === 0) break
        for (const path of fresh) known.add(path)
        this.#found.push(...fresh)
        tasks = await this.#look({ ...context, workingDirectories: fresh }, undefined, ['git'])
      }
    } finally {
      if (ownPool) await pool?.close()
    }
    if (this.#tombstones && pool) await sweepDeleted(this.#client)
    for (const { source, message, next, code } of this.#failures)
      await noteProblem(this.#client, source, { message, next }, code === 'source-damaged')
    return true
  }

  async #look(context: DiscoverContext, changed?: readonly string[], names?: readonly string[]): Promise<ReadTask[]> {
    const started = performance.now()
    const { sources, problems } = await findSources(context, changed, names)
    const isFirst = names === undefined
    if (isFirst) this.#problems.push(...problems)
    const fresh = sources.filter((source) => !this.#seen.has(sourceKey(source)))
    for (const source of fresh) this.#seen.add(sourceKey(source))
    this.#totals.found += fresh.length
    const unread = await unreadOf(this.#client, fresh)
    this.#lookMilliseconds += performance.now() - started
    return unread
  }

  async #startPool(): Promise<ReaderPool> {
    const { ReaderPool } = await import('./pool/pool.ts')
    return new ReaderPool(workerSetup(this.#options), 0)
  }

  async #read(tasks: readonly ReadTask[], pool: ReaderPool): Promise<void> {
    const { prepareWriter, writeParcel } = await import('../store/write/write-parcel.ts')
    await prepareWriter(this.#client)
    const totals = this.#totals
    const queue = createReadQueue(tasks)
    totals.sources += tasks.length
    const before = totals.sourcesDone
    const tell = () =>
      this.#options.onProgress?.({
        sources: totals.sources,
        sourcesDone: totals.sourcesDone,
        bytes: totals.bytes,
        records: totals.records,
        newest: queue.newest,
        readTo: queue.readTo(),
      })
    await pool.run({
      take: queue.take,
      settle: (ended, unfinished) => {
        queue.settle(ended, unfinished)
        totals.sourcesDone = before + queue.done
        tell()
      },
      write: async (parcel) => {
        await writeParcel(this.#client, parcel)
        for (const session of parcel.dirty.session ?? []) this.#sessions.add(session)
        for (const source of parcel.sources) {
          totals.bytes += source.bytes
          totals.records += source.records
          totals.setAside += source.setAside.length
        }
        tell()
      },
      fail: (failure) => this.#failures.push(failure),
      now: this.#options.now ?? Date.now(),
      tombstones: this.#tombstones,
      signal: this.#options.signal,
    })
  }
}

/** What the threads of a sync are started with. */
export const workerSetup = ({ lineHashKey, config, roots }: SyncOptions): WorkerSetup => ({
  lineHashKey: lineHashKey(),
  config: config ?? {},
  roots,
})
