import type { SetAside } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { LeftOut } from '../delete/left-out.ts'

/** What was read of one source, and where its cursor stands after it. */
export interface SourceProgress {
  readonly connector: string
  readonly id: string
  readonly home?: string
  readonly stamp: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly newest: number
  /** Sealed. */
  readonly cursor: Json
  /** The source was read from its start again: what was counted before is void. */
  readonly restarted: boolean
  /** Nothing is left to read for now. */
  readonly finished: boolean
  readonly bytes: number
  readonly items: number
  readonly records: number
  readonly skipped: Record<string, number>
  readonly unknown: Record<string, number>
  readonly versions: Record<string, number>
  readonly redacted: Record<string, number>
  readonly setAside: readonly SetAside[]
}

/** Rows of one table in COPY text format, each row's key at most once. */
export interface Rows {
  readonly table: string
  readonly count: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** All that one transaction writes: rows, cursors, and the keys of what must be derived again. */
export interface Parcel {
  readonly rows: readonly Rows[]
  readonly sources: readonly SourceProgress[]
  readonly dirty: Readonly<Record<string, readonly string[]>>
  /** The version of the redaction rules that were applied. */
  readonly redactionVersion: string
  /** What was learned of deleted records while they were left out. */
  readonly leftOut?: LeftOut
}
