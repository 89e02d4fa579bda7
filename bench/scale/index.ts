import type { ScaleCase } from './case.ts'
import { longHistory, manyRepositories } from './histories.ts'
import { longLines, longLog, longSession, manyFiles } from './logs.ts'

/** Every case, the quick ones first. */
export const scaleCases: readonly ScaleCase[] = [
  longLines,
  longSession,
  manyFiles,
  longLog,
  longHistory,
  manyRepositories,
]
