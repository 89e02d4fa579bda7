import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ReadTask, WorkerSetup } from './protocol.ts'
import type { PoolRun } from './run.ts'
import { type Death, type RunState, serveWorker } from './serve-worker.ts'

/** One core is left to PostgreSQL. */
const workerCount = () => Math.max(1, Math.min(4, availableParallelism() - 1))

/** Node's word for a thread that needs more memory than it may have. */
const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY'

/** Of one worker after another; more of them are no fault of a source. */
const mostDeaths = 50

const workerFile = () => fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url))

/** Worker threads that read. Starting one takes a third of a second: one is kept for a while for the next run. */
export class ReaderPool {
  readonly #setup: WorkerSetup
  readonly #keepMs: number
  readonly #file: string
  #warm: Worker | undefined
  #letGo: NodeJS.Timeout | undefined
  /** How many threads were started. */
  started = 0

  /**
   * @param keepMs how long a thread is kept that has nothing to do; keeps no process alive
   * @param file what a thread runs
   */
  constructor(setup: WorkerSetup, keepMs: number, file = workerFile()) {
    this.#setup = setup
    this.#keepMs = keepMs
    this.#file = file
  }

  /**
   * Reads in worker threads while what they have read is written: the next file is parsed while the last one is on its
   * way to PostgreSQL. Ends when `take` has nothing more and all is written; rejects when writing fails. One run at a
   * time. A thread that dies (a source may need more memory than it has) takes nothing with it but the source that it
   * died of, which fails.
   */
  async run(run: PoolRun): Promise<void> {
    const workers: Worker[] = []
    const state: RunState = { writing: Promise.resolve(), failed: false }
    let sound = false
    try {
      const serving: Promise<void>[] = []
      for (let tasks = run.take(); tasks; tasks = serving.length < workerCount() ? run.take() : undefined) {
        serving.push(this.#serve(run, tasks, state, workers))
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

  /** Reads these tasks and whatever comes then. After a death each of what was left is read by itself, in a new thread. */
  async #serve(run: PoolRun, first: readonly ReadTask[], state: RunState, workers: Worker[]): Promise<void> {
    const alone: ReadTask[] = []
    const take = () => (alone.length > 0 ? [alone.shift()!] : run.take())
    let tasks: readonly ReadTask[] | undefined = first
    for (let deaths = 0; tasks; deaths++) {
      const worker = this.#borrow()
      workers.push(worker)
      const death = await serveWorker(worker, { ...run, take }, tasks, state)
      if (!death) return
      workers.splice(workers.indexOf(worker), 1)
      forgetRun(worker)
      await worker.terminate()
      if (deaths === mostDeaths) throw death.cause
      if (death.left.length > 1) alone.push(...death.left)
      else this.#fail(run, death)
      tasks = run.signal?.aborted ? undefined : take()
    }
    await state.writing
  }

  #fail(run: PoolRun, { left, cause }: Death): void {
    const tooMuch = (cause as { code?: string }).code === outOfMemory
    for (const { source } of left) {
      run.fail({
        source,
        code: tooMuch ? 'source-damaged' : 'source-unreadable',
        message: `The reader ended over it: ${(cause as Error).message}.`,
        next: `What was read of it before is kept; it is tried again ${tooMuch ? 'when it changes' : 'by the next sync'}.`,
      })
    }
    run.settle(left, [])
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
    return new Worker(this.#file, {
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
