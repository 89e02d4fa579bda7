import { attribution } from './attribution.ts'
import { direction } from './direction.ts'
import { git } from './git.ts'
import { lines } from './lines.ts'
import type { MetricGroup } from './metric.ts'
import { sessions } from './sessions.ts'
import { tokens } from './tokens.ts'

/** Every metric that the program shows, in the order in which they are read. */
export const metricGroups: readonly MetricGroup[] = [sessions, tokens, direction, git, attribution, lines]
