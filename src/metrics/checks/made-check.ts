import type { Check, CheckResult } from './check.ts'

/** A check that ran, and how it went. */
export interface MadeCheck extends Check {
  readonly result: CheckResult
}
