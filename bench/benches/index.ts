import type { Bench } from '../bench.ts'
import { api } from './api.ts'
import { firstImport } from './first-import.ts'
import { git } from './git.ts'
import { kills } from './kills.ts'
import { links } from './links.ts'
import { mutations } from './mutations.ts'
import { query } from './query.ts'
import { scale } from './scale.ts'
import { soak } from './soak.ts'
import { usageAgain } from './usage-again.ts'
import { web } from './web.ts'

/** Every bench, in the order in which they run. */
export const benches: readonly Bench[] = [
  firstImport,
  usageAgain,
  git,
  links,
  query,
  api,
  web,
  mutations,
  kills,
  scale,
  soak,
]
