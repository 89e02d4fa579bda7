import type { Worker } from 'node:worker_threads'
import type { Tombstones } from '../../store/delete/tombstones.ts'
import type { FromWorker, ReadTask, ToWorker } from './protocol.ts'
import type { PoolRun } from './run.ts'
import { Underway } from './underway.ts'

/** What the workers of a run share. */
export interface RunState {
  /** The last write, which waits for those before it. */
  writing: Promise<void>
  failed: boolean
}

/** A worker that ended in the middle of its work: out of memory, say. */
export interface Death {
  /** What it had not read to its end, each with the cursor up to which it is written. */
  readonly left: readonly ReadTask[]
  readonly cause: unknown
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

/** Gives a worker tasks, first these, until there are none; answers its death, if it dies over them. */
export const serveWorker = (
  worker: Worker,
  run: PoolRun,
  first: readonly ReadTask[],
  state: RunState,
): Promise<Death | undefined> =>
  new Promise((resolve, reject) => {
    let underway = new Underway(first)
    const send = (message: ToWorker) => worker.postMessage(message)
    const give = (given: readonly ReadTask[]) => {
      underway = new Underway(given)
      send({ type: 'read', tasks: given, now: run.now, ...tombstonesFor(worker, run.tombstones) })
    }
    const next = (): boolean => {
      const given = state.failed || run.signal?.aborted ? undefined : run.take()
      if (given) give(given)
      return given !== undefined
    }
    const die = (cause: unknown) => {
      const { left, ended } = underway
      state.writing.then(() => {
        run.settle(ended, [])
        resolve({ left, cause })
      }, reject)
    }
    worker.on('error', die)
    worker.on('exit', (code) => die(new Error(`a reader ended with code ${code}`)))
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'failed') {
        underway.fail(message.source)
        run.fail(message)
      } else if (message.type === 'parcel') {
        underway.pass(message.parcel.sources)
        state.writing = state.writing.then(() => run.write(message.parcel))
        state.writing.then(
          () => send({ type: 'written' }),
          (error) => {
            state.failed = true
            reject(error)
          },
        )
      } else {
        const { tasks } = underway
        const goesOn = next()
        state.writing.then(
          () => {
            run.settle(tasks, message.unfinished)
            if (!goesOn && !next()) state.writing.then(() => resolve(undefined), reject)
          },
          () => {},
        )
      }
    })
    give(first)
  })
