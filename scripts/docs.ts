import { renderMetrics } from '../src/metrics/registry/index.ts'
import { renderRecords } from '../src/model/render-records.ts'
import { renderCommands } from '../src/surfaces/cli/render-commands.ts'
import { renderApi } from '../src/surfaces/http/render-api.ts'

/** The pages that are printed from registries, by file below `docs/`. */
export const printedPages: Readonly<Record<string, () => string>> = {
  'api.md': renderApi,
  'commands.md': renderCommands,
  'metrics.md': renderMetrics,
  'records.md': renderRecords,
}
