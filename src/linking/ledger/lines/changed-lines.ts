import type { Runs } from './runs.ts'

/** A file before and after a commit; without lines where there was none. */
export interface ChangedLines {
  readonly before: Runs
  readonly after: Runs
}
