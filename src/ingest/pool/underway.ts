import type { Source } from '../../model/connector.ts'
import type { SourceProgress } from '../../store/write/parcel.ts'
import type { ReadTask } from './protocol.ts'

const keyOf = ({ connector, id }: Pick<Source, 'connector' | 'id'>): string => `${connector} ${id}`

/** What a worker was given, and how far it has come with it. */
export class Underway {
  readonly tasks: readonly ReadTask[]
  readonly #left: Map<string, ReadTask>

  constructor(tasks: readonly ReadTask[]) {
    this.tasks = tasks
    this.#left = new Map(tasks.map((task) => [keyOf(task.source), task]))
  }

  /** Sources were read on, some of them to their end. */
  pass(sources: readonly SourceProgress[]): void {
    for (const progress of sources) {
      const task = this.#left.get(keyOf(progress))
      if (!task) continue
      if (progress.finished) this.#left.delete(keyOf(progress))
      else this.#left.set(keyOf(progress), { ...task, cursor: progress.cursor })
    }
  }

  fail(source: Source): void {
    this.#left.delete(keyOf(source))
  }

  /** Tasks that are not read to their end, each with the cursor that it has come to. */
  get left(): readonly ReadTask[] {
    return [...this.#left.values()]
  }

  /** The other ones. */
  get ended(): readonly ReadTask[] {
    return this.tasks.filter(({ source }) => !this.#left.has(keyOf(source)))
  }
}
