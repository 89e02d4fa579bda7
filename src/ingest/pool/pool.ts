import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Source } from '../../model/connector.ts'
import type { Parcel } from '../../store/write/parcel.ts'
import type { FromWorker, ReadTask, ToWorker, WorkerSetup } from './protocol.ts'

/** A source that could not be read, and what to do about it. */
export interface ReadFailure {
  readonly source: Source
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
  readonly setup: WorkerSetup
  readonly signal?: AbortSignal | undefined
}

/** One core is left to PostgreSQL. */
const workerCount = () => Math.max(1, Math.min(4, availableParallelism() - 1))

const workerFile = () => fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url))

/**
 * Reads in worker threads while what they have read is written: the next file is parsed while the last one is on its
 * way to PostgreSQL. Ends when `take` has nothing more and all is written; rejects when writing fails.
 */
export const runPool = async (run: PoolRun): Promise<void> => {
  let writing: Promise<void> = Promise.resolve()
  let failed = false

  const serve = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let tasks: readonly ReadTask[] | undefined
      const send = (message: ToWorker) => worker.postMessage(message)
      const next = (): boolean => {
        tasks = failed || run.signal?.aborted ? undefined : run.take()
        if (tasks) send({ type: 'read', tasks, now: run.now })
        return tasks !== undefined
      }
      worker.on('error', reject)
      worker.on('exit', (code) => {
        if (code !== 0) reject(new Error(`a reader ended with code ${code}`))
      })
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'failed') run.fail(message)
        else if (message.type === 'parcel') {
          writing = writing.then(() => run.write(message.parcel))
          writing.then(
            () => send({ type: 'written' }),
            (error) => {
              failed = true
              reject(error)
            },
          )
        } else {
          const ended = tasks ?? []
          const goesOn = next()
          writing.then(
            () => {
              run.settle(ended, message.unfinished)
              if (!goesOn && !next()) resolve(writing)
            },
            () => {},
          )
        }
      })
      if (!next()) resolve(writing)
    })

  const workers = Array.from(
    { length: workerCount() },
    () =>
      new Worker(workerFile(), {
        workerData: run.setup,
        resourceLimits: { maxOldGenerationSizeMb: 400, maxYoungGenerationSizeMb: 48 },
      }),
  )
  try {
    await Promise.all(workers.map(serve))
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
