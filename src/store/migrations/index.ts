import { records } from './001-records.ts'
import { derived } from './002-derived.ts'

/** One step of the data's layout. A step that was released is never changed. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

export const migrations: readonly Migration[] = [records, derived]
