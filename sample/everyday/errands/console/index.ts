import type { Errand } from '../errand.ts'
import { componentsErrands } from './components.ts'
import { libraryErrands } from './library.ts'
import { upkeepErrands } from './upkeep.ts'

export const consoleErrands: readonly Errand[] = [...libraryErrands, ...componentsErrands, ...upkeepErrands]
