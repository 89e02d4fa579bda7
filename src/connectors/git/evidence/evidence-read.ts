import type { SetAside } from '../../../model/connector.ts'
import type { AnyRecord } from '../../../model/records/index.ts'
import type { Place } from './tree-changes.ts'

/** Where evidence is read, and as what. */
export interface EvidencePlace extends Place {
  readonly repository: string
  readonly seenAt: number
}

/** Files that are new. */
export interface NewFiles<File> {
  readonly files: readonly File[]
  /** The place of the first among all that are new. */
  readonly position: number
  /** The commit that has them. */
  readonly tip: string
}

/** What some files gave. */
export interface EvidenceRead {
  readonly records: readonly AnyRecord[]
  readonly bytes: number
  readonly setAside: readonly SetAside[]
  readonly skipped: Readonly<Record<string, number>>
}
