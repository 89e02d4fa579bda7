import type { Source } from '../../model/connector.ts'
import type { Tombstones } from '../../store/delete/tombstones.ts'
import type { Parcel } from '../../store/write/parcel.ts'
import type { ReadTask } from './protocol.ts'

/** A source that could not be read, and what to do about it. */
export interface ReadFailure {
  readonly source: Source
  readonly code: string
  readonly message: string
  readonly next: string
}

/** One run of a pool: what it reads, and who is told. */
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
