import { connectors } from '../../../../connectors/index.ts'
import { leftAlone } from '../../../../ingest/left-alone.ts'
import { logKeeping } from '../../../../ingest/log-keeping.ts'
import { setAsideOf, sourcesState } from '../../../../store/questions/sources-state.ts'
import { type StoredSize, storedSizes } from '../../../../store/questions/stored-sizes.ts'
import type { Invocation } from '../../command.ts'
import { bytes } from '../../output/figures.ts'
import type { Terminal } from '../../terminal.ts'
import { printReport, reportOf } from './doctor/connector-report.ts'
import { keepingLines, leftAloneLines, printKeeping } from './doctor/keeping.ts'
import { machineOf, printMachine } from './doctor/machine.ts'
import { printSetAside } from './doctor/set-aside.ts'
import { printSources } from './doctor/sources.ts'

const sizesShown = 8
const setAsideShown = 5

/** `maestro doctor` */
export const run = async ({ terminal, workspace, options, withContext }: Invocation): Promise<void> => {
  await withContext(async (context) => {
    const all = options.all === true
    const sources = await sourcesState(context.client)
    const reports = connectors.map(({ name, title }) =>
      reportOf(
        name,
        title,
        sources.filter((source) => source.connector === name),
      ),
    )
    const setAside = await setAsideOf(context.client, all ? 1_000_000 : setAsideShown)
    const sizes = await storedSizes(context.client)
    const machine = await machineOf(context)
    const logs = await logKeeping(context.client, workspace.homes)
    const alone = await leftAlone(context.client, workspace.roots)
    if (terminal.json) {
      return terminal.value({
        ...machine,
        sample: workspace.sample,
        homes: workspace.homes,
        repositories: workspace.settings.repositories,
        roots: workspace.roots,
        problems: context.report?.problems ?? [],
        connectors: reports,
        setAside,
        logs,
        leftAlone: alone,
        stored: sizes,
        ...(all ? { sources } : {}),
      })
    }
    printMachine(machine, context, terminal)
    for (const report of reports) printReport(report, terminal)
    printSetAside(
      setAside,
      reports.reduce((sum, report) => sum + report.setAside, 0),
      terminal,
    )
    printKeeping([...keepingLines(logs, context.now), ...leftAloneLines(alone)], terminal)
    printSizes(sizes, terminal)
    if (all) printSources(sources, workspace.timezone, terminal)
  })
}

const printSizes = (sizes: readonly StoredSize[], terminal: Terminal): void => {
  const shown = sizes.slice(0, sizesShown)
  terminal.line()
  terminal.line(
    `${terminal.color.bold('Stored')}  ${shown.map((size) => `${size.table} ${bytes(size.bytes)}`).join(', ')}`,
  )
}
