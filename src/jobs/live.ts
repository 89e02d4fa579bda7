import { performance } from 'node:perf_hooks'
import type { Client } from 'pg'
import type { Pricer } from '../config/prices/index.ts'
import { ReaderPool } from '../ingest/pool/pool.ts'
import { type SyncOptions, type SyncProgress, type SyncReport, sync, workerSetup } from '../ingest/sync.ts'
import { type Clock, systemClock } from '../ingest/watch/clock.ts'
import { FolderWatcher, type FolderWatcherOptions, type WatchState } from '../ingest/watch/folder-watcher.ts'
import { paceOf } from '../ingest/watch/pace.ts'
import type { DiscoverContext } from '../model/connector.ts'
import { MaestroError } from '../model/errors.ts'
import { type Change, type Changes, type Listening, listenForChanges } from '../store/changes.ts'
import type { Database } from '../store/database.ts'
import { workingDirectories } from '../store/questions/working-directories.ts'
import { ChangeBus } from './change-bus.ts'
import { DeriveMeanwhile } from './derive-meanwhile.ts'
import { Heartbeat } from './heartbeat.ts'
import { LedgerKeeper } from './ledger-keeper.ts'
import { analyseAfter, derive } from './refresh.ts'
import { Retry } from './retry.ts'
import { type Trouble, troubleOf } from './trouble.ts'
import { watchedFolders } from './watched-folders.ts'

export interface LiveOptions {
  readonly database: Pick<Database, 'connect'>
  /** What to read. `onProgress` is told of the first pass only. */
  readonly sync: SyncOptions
  readonly pricer: Pricer
  readonly clock?: Clock
  readonly watching?: Omit<FolderWatcherOptions, 'onHints' | 'clock'>
}

/** How the reading goes. Times are milliseconds since 1970. */
export interface LiveState extends WatchState {
  /** Sources are being looked at or read just now. */
  readonly reading: boolean
  /** When everything was last looked at. */
  readonly lastLookAt?: number
  /** When something new was last read or derived, by whatever process. */
  readonly lastChangeAt?: number
  /** What went wrong last, until it goes well again. */
  readonly lastError?: Trouble
}

/** Reading that goes on by itself. */
export interface Live {
  state(): LiveState
  /** What changes in the data, whoever changes it. */
  readonly changes: Changes
  /** What the first pass over everything did; undefined where it failed or was ended. It is then tried again. */
  readonly first: Promise<SyncReport | undefined>
  close(): Promise<void>
}

/** A look at everything costs at most this share of a core on average, and comes every minute where it is cheap. */
const lookShare = 0.004
const leastBetweenLooksMs = 60_000
const mostBetweenLooksMs = 900_000
const keepReaderMs = 300_000
const mostHints = 2_000

/** Reads all that is new, then whatever changes as soon as it does; derives it, and tells of it. */
export const startLive = async (options: LiveOptions): Promise<Live> => {
  const engine = new Engine(options)
  await engine.start()
  return engine
}

class Engine implements Live {
  readonly changes = new ChangeBus()
  readonly first: Promise<SyncReport | undefined>
  readonly #options: LiveOptions
  readonly #clock: Clock
  readonly #watcher: FolderWatcher
  readonly #pool: ReaderPool
  readonly #heartbeat: Heartbeat
  readonly #ledger: LedgerKeeper
  /** Of passes that fail. */
  readonly #passes: Retry
  /** Of sources that cannot be read while others can. */
  readonly #sources: Retry
  readonly #ending = new AbortController()
  readonly #pace = paceOf(lookShare, leastBetweenLooksMs, mostBetweenLooksMs)
  readonly #endFirst: (report: SyncReport | undefined) => void
  #hints = new Set<string>()
  #everything = true
  /** Another process wrote something that nobody may have derived. */
  #written = false
  #watchesAll = false
  #directories = new Set<string>()
  #failed = new Set<string>()
  #listening: Listening | undefined
  #client: Client | undefined
  /** PostgreSQL's process that serves the client. */
  #backend: number | undefined
  #running: Promise<void> | undefined
  #lastLookAt: number | undefined
  #lastChangeAt: number | undefined
  #lastError: Trouble | undefined

  constructor(options: LiveOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#pool = new ReaderPool(workerSetup(options.sync), keepReaderMs)
    this.#watcher = new FolderWatcher({
      ...options.watching,
      clock: this.#clock,
      onHints: (paths) => this.#look(paths),
    })
    this.#heartbeat = new Heartbeat(this.#clock, () => this.#lookAtEverything())
    this.#ledger = new LedgerKeeper(() => options.database.connect(), this.#clock)
    this.#passes = new Retry(this.#clock, () => this.#wake())
    this.#sources = new Retry(this.#clock, () => this.#look([...this.#failed]))
    const { promise, resolve } = Promise.withResolvers<SyncReport | undefined>()
    this.first = promise
    this.#endFirst = resolve
  }

  async start(): Promise<void> {
    this.#listening = await listenForChanges(
      () => this.#options.database.connect(),
      (change, teller) => this.#hear(change, teller),
    )
    this.#wake()
  }

  state(): LiveState {
    return {
      ...this.#watcher.state(),
      reading: this.#running !== undefined,
      ...(this.#lastLookAt === undefined ? {} : { lastLookAt: this.#lastLookAt }),
      ...(this.#lastChangeAt === undefined ? {} : { lastChangeAt: this.#lastChangeAt }),
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    }
  }

  async close(): Promise<void> {
    this.#ending.abort()
    this.#heartbeat.stop()
    this.#passes.stop()
    this.#sources.stop()
    await this.#listening?.close()
    await this.#running
    await this.#ledger.close()
    this.#endFirst(undefined)
    await this.#watcher.close()
    await this.#pool.close()
    await this.#disconnect()
  }

  #look(paths: readonly string[]): void {
    for (const path of paths) this.#hints.add(path)
    if (this.#hints.size > mostHints) this.#lookAtEverything()
    else this.#wake()
  }

  #lookAtEverything(): void {
    this.#everything = true
    this.#hints.clear()
    this.#wake()
  }

  #hear(change: Change, teller: number | undefined): void {
    const byOthers = teller === undefined || teller !== this.#backend
    if (byOthers && ['written', 'everything'].includes(change.kind)) {
      this.#written = true
      // A killed database may have lost the last second of what was read: commits are not waited for (prepareWriter).
      if (change.kind === 'everything') this.#everything = true
      this.#wake()
    }
    if (change.kind === 'written') return
    this.#lastChangeAt = this.#clock.wall()
    this.changes.tell(change)
  }

  #wake(): void {
    if (this.#running || this.#passes.isWaiting || this.#ending.signal.aborted) return
    this.#running = this.#goOn().finally(() => {
      this.#running = undefined
    })
  }

  /** Passes until there is nothing left to do. */
  async #goOn(): Promise<void> {
    while (!this.#ending.signal.aborted && (this.#everything || this.#written || this.#hints.size > 0)) {
      const [everything, written, hints] = [this.#everything, this.#written, this.#hints]
      this.#everything = false
      this.#written = false
      this.#hints = new Set()
      try {
        const client = await this.#connected()
        if (everything) await this.#passOverEverything(client)
        else await this.#passOver(client, [...hints])
        if (written) await this.#followOthers(client)
        this.#ledger.wake()
        this.#passes.worked()
        if (this.#failed.size === 0) this.#lastError = undefined
      } catch (error) {
        if (this.#ending.signal.aborted) return
        this.#everything ||= everything
        this.#written ||= written
        for (const path of hints) this.#hints.add(path)
        this.#lastError = troubleOf(error, this.#clock.wall())
        // Who is waited for will be done sooner or later: that does not get worse with time.
        if (this.#lastError.code === 'busy') this.#passes.worked()
        else await this.#disconnect()
        this.#passes.failed()
        this.#endFirst(undefined)
        return
      }
    }
  }

  async #passOverEverything(client: Client): Promise<void> {
    const started = performance.now()
    const isFirst = this.#lastLookAt === undefined
    this.#directories = new Set(await workingDirectories(client))
    const context = this.#context()
    // Watching thousands of repositories takes a while: the first answers do not wait for it.
    const { homes, roots } = context
    const beforehand = this.#watchesAll ? context : { homes, roots, repositories: [], workingDirectories: [] }
    await this.#watcher.set(await watchedFolders(beforehand))
    const watched = performance.now()
    const { onProgress, ...options } = this.#options.sync
    const report = await this.#read(client, isFirst && onProgress ? { ...options, onProgress } : options)
    this.#pace.note(watched - started + report.lookMilliseconds)
    this.#lastLookAt = this.#clock.wall()
    this.#everything ||= !this.#watchesAll
    this.#watchesAll = true
    this.#heartbeat.lookIn(this.#pace.interval)
    await this.#follow([], report.workingDirectories)
    this.#endFirst(report)
  }

  async #passOver(client: Client, changed: readonly string[]): Promise<void> {
    if (changed.length === 0) return
    const { onProgress, ...options } = this.#options.sync
    const report = await this.#read(client, { ...options, changed, workingDirectories: [...this.#directories] })
    await this.#follow(changed, report.workingDirectories)
  }

  /** What another process wrote may lead to repositories that are new here. */
  async #followOthers(client: Client): Promise<void> {
    await derive(client, this.#options.pricer)
    const fresh = (await workingDirectories(client)).filter((path) => !this.#directories.has(path))
    await this.#follow([], fresh)
  }

  async #read(client: Client, options: SyncOptions): Promise<SyncReport> {
    const signal = options.signal ? AbortSignal.any([options.signal, this.#ending.signal]) : this.#ending.signal
    const report = await this.#readAndFill(client, { ...options, signal, pool: this.#pool })
    if (report.busy) throw new MaestroError('busy', 'Another maestro is reading the logs.', 'It is waited for.')
    this.#noteFailures(report, options.changed)
    await derive(client, this.#options.pricer)
    await analyseAfter(client, report)
    if (report.records > 0) this.#lastChangeAt = this.#clock.wall()
    return report
  }

  /** Reads, and derives on the way what was read so far where that takes long. */
  async #readAndFill(client: Client, options: SyncOptions): Promise<SyncReport> {
    await using meanwhile = new DeriveMeanwhile({
      connect: () => this.#options.database.connect(),
      pricer: this.#options.pricer,
      clock: () => this.#clock.monotonic(),
    })
    const onProgress = (progress: SyncProgress): void => {
      options.onProgress?.(progress)
      meanwhile.note()
    }
    return await sync(client, { ...options, onProgress })
  }

  #noteFailures({ failures }: SyncReport, changed: readonly string[] | undefined): void {
    if (changed === undefined) this.#failed.clear()
    else for (const path of changed) this.#failed.delete(path)
    for (const { source } of failures) this.#failed.add(source.id)
    const last = failures.at(-1)
    if (last) this.#lastError = { code: last.code, message: last.message, next: last.next, at: this.#clock.wall() }
    if (this.#failed.size > 0) this.#sources.failed()
    else this.#sources.worked()
  }

  /** Watches what came to be: folders in and around what changed, and repositories of directories that are new. */
  async #follow(changed: readonly string[], directories: readonly string[]): Promise<void> {
    for (const path of directories) this.#directories.add(path)
    if (!this.#watchesAll) return
    if (changed.length > 0) await this.#watcher.add(await watchedFolders(this.#context(), changed))
    if (directories.length > 0)
      await this.#watcher.add(
        await watchedFolders({ ...this.#context(), repositories: [], workingDirectories: directories }),
      )
  }

  #context(): DiscoverContext {
    const { homes, repositories, roots } = this.#options.sync
    return { homes, repositories, roots, workingDirectories: [...this.#directories] }
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client
    const client = await this.#options.database.connect()
    client.on('end', () => {
      if (this.#client === client) this.#client = undefined
    })
    const { rows } = await client.query<{ backend: number }>('select pg_backend_pid() as backend')
    this.#backend = rows[0]!.backend
    this.#client = client
    return client
  }

  async #disconnect(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }
}
