import type { Pricer } from '../../config/prices/index.ts'
import type { Changes } from '../../store/changes.ts'
import type { Database } from '../../store/database.ts'
import type { AnswerContext } from '../answers/answer.ts'
import type { Workspace } from '../workspace.ts'

export interface ApiOptions {
  readonly database: Database
  /** Asked for at each request: settings may change while this is served. */
  readonly served: () => Served
  readonly changes: Changes
  readonly ended: AbortSignal
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** What is answered where no other day is asked for: as it was known then. */
  readonly asOf?: string | undefined
}

/** Whose data is served, and by which prices. */
export interface Served extends Pick<AnswerContext, 'firstReading'> {
  readonly workspace: Workspace
  readonly pricer: Pricer
}
