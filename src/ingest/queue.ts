import type { ReadTask } from './pool/protocol.ts'

const firstGroupBytes = 2 * 1024 * 1024
const groupBytes = 8 * 1024 * 1024
const groupTasks = 500
const dayMs = 86_400_000

interface Waiting {
  readonly task: ReadTask
  /** Milliseconds since 1970 of the newest thing that is left in it. */
  readonly newest: number
}

/** What is to be read, the newest first, handed out in groups of about one transaction's size. */
export interface ReadQueue {
  take(): readonly ReadTask[] | undefined
  settle(tasks: readonly ReadTask[], unfinished: readonly ReadTask[]): void
  /** When the newest thing in any task happened, in milliseconds since 1970. */
  readonly newest: number
  /** All that is newer than this moment (milliseconds since 1970) is read. */
  readTo(): number
  readonly total: number
  readonly done: number
}

/**
 * A queue over tasks. A task that is limited in batches (a long history, whose newest part comes first) comes back
 * without the limit, a fortnight further down.
 */
export const createReadQueue = (tasks: readonly ReadTask[]): ReadQueue => {
  const waiting: Waiting[] = tasks
    .map((task) => ({ task, newest: task.source.newest }))
    .sort((a, b) => a.newest - b.newest)
  const underway = new Map<ReadTask, number>()
  let done = 0
  let most = firstGroupBytes

  return {
    newest: waiting.at(-1)?.newest ?? 0,
    total: tasks.length,
    get done() {
      return done
    },
    take() {
      const group: ReadTask[] = []
      let bytes = 0
      while (waiting.length > 0 && group.length < groupTasks) {
        const { task, newest } = waiting.at(-1)!
        if (group.length > 0 && (bytes + task.source.size > most || task.batches !== undefined)) break
        waiting.pop()
        group.push(task)
        underway.set(task, newest)
        bytes += task.source.size
        if (task.batches !== undefined) break
      }
      most = Math.min(groupBytes, most * 2)
      return group.length > 0 ? group : undefined
    },
    settle(ended, unfinished) {
      for (const task of ended) underway.delete(task)
      done += ended.length - unfinished.length
      for (const task of unfinished) {
        const newest = task.source.newest - 14 * dayMs
        const place = waiting.findIndex((other) => other.newest > newest)
        waiting.splice(place < 0 ? waiting.length : place, 0, { task, newest })
      }
    },
    readTo: () => Math.max(waiting.at(-1)?.newest ?? 0, ...underway.values(), 0),
  }
}
