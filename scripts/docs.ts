import { renderMetrics } from '../src/metrics/registry/index.ts'
import { renderRecords } from '../src/model/render-records.ts'
import { renderCommands } from '../src/surfaces/cli/render-commands.ts'

/** The pages that are printed from registries, by file below `docs/`. */
export const printedPages: Readonly<Record<string, () => string>> = {
  'commands.md': renderCommands,
  'metrics.md': renderMetrics,
  'records.md': renderRecords,
}
