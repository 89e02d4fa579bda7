import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Source } from '../../model/connector.ts'
import type { Tombstones } from '../../store/delete/tombstones.ts'
import type { Parcel } from '../../store/write/parcel.ts'
import type { FromWorker, ReadTask, ToWorker, WorkerSetup } from './protocol.ts'

/** A source that could not be read, and what to do about it. */
export interface ReadFailure {
  readonly source: Source
  readonly code: string
  readonly message: string
  readonly next: string
}

export interface PoolRun {
  /** Answers the next tasks for a worker that is free; undefined when there are none for now. */
  readonly take: () => readonly ReadTask[] | undefined
  /** Tasks that a worker has ended with, and what is left of them. */
  readonly settle: (tasks: readonly ReadTask[], unfinished: readonly ReadTask[]) => void
  /** Writes a parcel; called for one after another. */
  readonly write: (parcel: Parcel) => Promise<void>
  readonly fail: (failure: ReadFailure) => void
  readonly now: number
  /** What was deleted and must stay away. */
  readonly tombstones?: Tombstones | undefined
  readonly signal?: AbortSignal | undefined
}

/** One core is left to PostgreSQL. */
const workerCount = () => Math.max(1, Math.min(4, availableParallelism() - 1))

const workerFile = () => fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url))

/** Worker threads that read. Starting one takes a third of a second: one is kept for a while for the next run. */
export class ReaderPool {
  readonly #setup: WorkerSetup
  readonly #keepMs: number
  #warm: Worker | undefined
  #letGo: NodeJS.Timeout | undefined
  /** How many threads were started. */
  started = 0

  /** @param keepMs how long a thread is kept that has nothing to do; keeps no process alive */
  constructor(setup: WorkerSetup, keepMs: number) {
    this.#setup = setup
    this.#keepMs = keepMs
  }

  /**
   * Reads in worker threads while what they have read is written: the next file is parsed while the last one is on its
   * way to PostgreSQL. Ends when `take` has nothing more and all is written; rejects when writing fails. One run at a
   * time.
   */
  async run(run: PoolRun): Promise<void> {
    const workers: Worker[] = []
    const state = { writing: Promise.resolve(), failed: false }
    let sound = false
    try {
      const serving: Promise<void>[] = []
      for (let tasks = run.take(); tasks; tasks = serving.length < workerCount() ? run.take() : undefined) {
        const worker = this.#borrow()
        workers.push(worker)
        serving.push(serve(worker, run, tasks, state))
      }
      await Promise.all(serving)
      sound = true
    } finally {
      for (const worker of workers) forgetRun(worker)
      const kept = sound && this.#keepMs > 0 ? workers.shift() : undefined
      if (kept) this.#keep(kept)
      await Promise.all(workers.map((worker) => worker.terminate()))
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#letGo)
    const worker = this.#warm
    this.#warm = undefined
    await worker?.terminate()
  }

  #borrow(): Worker {
    const warm = this.#warm
    if (warm) {
      clearTimeout(this.#letGo)
      this.#warm = undefined
      forgetRun(warm)
      warm.ref()
      return warm
    }
    this.started++
    return new Worker(workerFile(), {
      workerData: this.#setup,
      resourceLimits: { maxOldGenerationSizeMb: 400, maxYoungGenerationSizeMb: 48 },
    })
  }

  #keep(worker: Worker): void {
    this.#warm = worker
    worker.unref()
    worker.on('exit', () => {
      if (this.#warm === worker) this.#warm = undefined
    })
    this.#letGo = setTimeout(() => void this.close(), this.#keepMs)
    this.#letGo.unref()
  }
}

/** Nobody listens to the worker any more. Its other listeners are Node's own. */
const forgetRun = (worker: Worker): void => {
  for (const event of ['message', 'exit', 'error'] as const) worker.removeAllListeners(event)
  worker.on('error', () => {})
}

interface RunState {
  /** The last write, which waits for those before it. */
  writing: Promise<void>
  failed: boolean
}

/** The version of the tombstones that a worker knows. */
const told = new WeakMap<Worker, number>()

const tombstonesFor = (worker: Worker, tombstones: Tombstones | undefined): { tombstones?: Tombstones | null } => {
  const version = tombstones?.version
  if (told.get(worker) === version) return {}
  if (version === undefined) told.delete(worker)
  else told.set(worker, version)
  return { tombstones: tombstones ?? null }
}

/** Gives a worker tasks, first these, until there are none. */
const serve = (worker: Worker, run: PoolRun, first: readonly ReadTask[], state: RunState): Promise<void> =>
  new Promise((resolve, reject) => {
    let tasks: readonly ReadTask[] | undefined
    const send = (message: ToWorker) => worker.postMessage(message)
    const give = (given: readonly ReadTask[] | undefined): boolean => {
      tasks = given
      if (given) send({ type: 'read', tasks: given, now: run.now, ...tombstonesFor(worker, run.tombstones) })
      return given !== undefined
    }
    const next = () => give(state.failed || run.signal?.aborted ? undefined : run.take())
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`a reader ended with code ${code}`)))
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'failed') run.fail(message)
      else if (message.type === 'parcel') {
        state.writing = state.writing.then(() => run.write(message.parcel))
        state.writing.then(
          () => send({ type: 'written' }),
          (error) => {
            state.failed = true
            reject(error)
          },
        )
      } else {
        const ended = tasks ?? []
        const goesOn = next()
        state.writing.then(
          () => {
            run.settle(ended, message.unfinished)
            if (!goesOn && !next()) resolve(state.writing)
          },
          () => {},
        )
      }
    })
    give(first)
  })
