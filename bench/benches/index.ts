import type { Bench } from '../bench.ts'
import { firstImport } from './first-import.ts'
import { git } from './git.ts'
import { query } from './query.ts'
import { usageAgain } from './usage-again.ts'

/** Every bench, in the order in which they run. */
export const benches: readonly Bench[] = [firstImport, usageAgain, git, query]
