import type { Errand } from '../errand.ts'
import { moneyErrands } from './money.ts'
import { serviceErrands } from './service.ts'
import { upkeepErrands } from './upkeep.ts'

export const paymentsErrands: readonly Errand[] = [...moneyErrands, ...serviceErrands, ...upkeepErrands]
