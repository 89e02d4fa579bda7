import type { Source } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { Tombstones } from '../../store/delete/tombstones.ts'
import type { Parcel } from '../../store/write/parcel.ts'

/** What a worker is started with. */
export interface WorkerSetup {
  readonly lineHashKey: Uint8Array
  /** Settings of each connector, by name. */
  readonly config: Readonly<Record<string, unknown>>
  /** Folders in or below which files that logs name may be opened. */
  readonly roots: readonly string[]
}

/** One source to read on. */
export interface ReadTask {
  readonly source: Source
  /** Sealed, as it is stored. */
  readonly cursor: Json | undefined
  /** Batches to read before the rest is left for later; absent: all. */
  readonly batches?: number
}

/** From the pool to a worker. Without `tombstones` those that it was told last still hold; null: there are none. */
export type ToWorker =
  | { type: 'read'; tasks: readonly ReadTask[]; now: number; tombstones?: Tombstones | null }
  | { type: 'written' }
  | { type: 'end' }

/** From a worker to the pool. A worker waits for `written` before it sends more than two parcels ahead. */
export type FromWorker =
  | { type: 'parcel'; parcel: Parcel }
  | { type: 'failed'; source: Source; code: string; message: string; next: string }
  | { type: 'done'; unfinished: readonly ReadTask[] }
