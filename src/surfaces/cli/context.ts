import type { Client, Pool } from 'pg'
import type { Pricer } from '../../config/prices/index.ts'
import type { SyncReport } from '../../ingest/sync.ts'
import type { Database } from '../../store/database.ts'
import type { Period } from '../../store/questions/period.ts'
import type { Workspace } from '../workspace.ts'

/** Open data, for a command to ask. */
export interface Context {
  readonly workspace: Workspace
  readonly database: Database
  readonly pool: Pool
  /** A connection for questions. */
  readonly client: Client
  readonly pricer: Pricer
  /** The period that was asked for. */
  readonly period: Period
  /** What the sync before the answer did; absent where it was switched off. */
  readonly report?: SyncReport
  readonly now: number
}
