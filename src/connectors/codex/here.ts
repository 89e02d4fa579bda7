import type { AnyRecord } from '../../model/records/index.ts'
import type { JsonObject, Line, Tally } from '../jsonl/index.ts'
import type { State } from './state.ts'

/** The line that is being read, and what its readers may use. */
export interface Here {
  readonly state: State
  readonly tally: Tally
  readonly line: Line
  /** Path of the log. */
  readonly log: string
  /** `codex:<uuid>` */
  readonly session: string
  /** When the line was written. */
  readonly at: number
  /** The position of the next record of this line. */
  next(): number
  emit(record: AnyRecord): void
  /** The payload of an earlier line of the log, for a call that is open. */
  lookBack(span: readonly [offset: number, length: number]): JsonObject | undefined
}

/** The id of a record that the log gives none. */
export const idAt = (here: Here, position: number): string => `${here.session}@${position}`

/** The id of a call: call ids repeat between a session and its forks. */
export const callIdOf = (here: Here, call: string): string => `${here.session}/${call}`
