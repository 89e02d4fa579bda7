import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { connectors } from '../../../../connectors/index.ts'
import { statusEmbedded } from '../../../../store/embedded/index.ts'
import {
  type SetAsideRow,
  type SourceState,
  setAsideOf,
  sourcesState,
} from '../../../../store/questions/sources-state.ts'
import { type StoredSize, storedSizes } from '../../../../store/questions/stored-sizes.ts'
import type { Invocation } from '../../command.ts'
import type { Context } from '../../context.ts'
import { dateAndTime } from '../../output/dates.ts'
import { bytes, count, plural } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'
import { version } from '../../version.ts'

const named = 8
const setAsideShown = 5

/** What one kind of source gave. */
interface ConnectorReport {
  readonly name: string
  readonly title: string
  readonly sources: number
  readonly unfinished: number
  readonly failed: readonly { readonly id: string; readonly problem: string }[]
  readonly bytes: number
  readonly items: number
  readonly records: number
  readonly setAside: number
  readonly skipped: Record<string, number>
  readonly unknown: Record<string, number>
  readonly versions: Record<string, number>
  readonly redacted: Record<string, number>
}

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
    if (terminal.json) {
      return terminal.value({
        ...machine,
        sample: workspace.sample,
        homes: workspace.homes,
        repositories: workspace.settings.repositories,
        problems: context.report?.problems ?? [],
        connectors: reports,
        setAside,
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
    printSizes(sizes, terminal)
    if (all) printSources(sources, workspace.timezone, terminal)
  })
}

const add = (sum: Record<string, number>, counts: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + Number(value)
}

const reportOf = (name: string, title: string, sources: readonly SourceState[]): ConnectorReport => {
  const sums = { skipped: {}, unknown: {}, versions: {}, redacted: {} } as Record<
    'skipped' | 'unknown' | 'versions' | 'redacted',
    Record<string, number>
  >
  for (const source of sources)
    for (const key of ['skipped', 'unknown', 'versions', 'redacted'] as const) add(sums[key], source[key])
  const total = (key: 'bytes' | 'items' | 'records' | 'setAside') =>
    sources.reduce((sum, source) => sum + source[key], 0)
  return {
    name,
    title,
    sources: sources.length,
    unfinished: sources.filter((source) => !source.finished).length,
    failed: sources.flatMap(({ id, problem }) => (problem === null ? [] : [{ id, problem }])),
    bytes: total('bytes'),
    items: total('items'),
    records: total('records'),
    setAside: total('setAside'),
    ...sums,
  }
}

interface Machine {
  readonly maestro: string
  readonly node: string
  readonly platform: string
  readonly git: string | null
  readonly postgres: string
  readonly data: { readonly folder: string; readonly database: string; readonly bytes: number }
}

const machineOf = async ({ client, workspace }: Context): Promise<Machine> => {
  const git = await promisify(execFile)('git', ['--version']).then(
    ({ stdout }) => stdout.trim().replace(/^git version /, ''),
    () => null,
  )
  const { rows } = await client.query<{ version: string; bytes: number }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
  )
  const embedded =
    workspace.env.DATABASE_URL && !workspace.sample ? undefined : await statusEmbedded({ home: workspace.folder })
  return {
    maestro: version(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    git,
    postgres: rows[0]!.version,
    data: {
      folder: workspace.folder,
      database: embedded?.dataDirectory ?? 'DATABASE_URL',
      bytes: embedded?.bytes ?? rows[0]!.bytes,
    },
  }
}

const printMachine = (machine: Machine, { workspace, report }: Context, terminal: Terminal): void => {
  const { color } = terminal
  terminal.line(
    `Maestro ${machine.maestro}, Node ${machine.node.slice(1)}, PostgreSQL ${machine.postgres}, git ${machine.git ?? color.yellow('not found: repositories cannot be read')}, ${machine.platform}`,
  )
  terminal.line(`Data: ${machine.data.folder}; database: ${machine.data.database} (${bytes(machine.data.bytes)})`)
  const homes = workspace.homes.map((home) => visibleLine(home.path))
  terminal.line(
    `Homes: ${homes.length > 0 ? homes.join(', ') : 'none found'}${workspace.settings.homes === null ? ' (found by default)' : ' (as named)'}`,
  )
  if (workspace.settings.repositories.length > 0)
    terminal.line(`Repositories named: ${workspace.settings.repositories.map(visibleLine).join(', ')}`)
  for (const problem of [...workspace.problems, ...(report?.problems ?? [])]) {
    terminal.line(`${color.yellow('!')} ${visibleLine(problem.path)}: ${visibleLine(problem.reason)}. ${problem.next}`)
  }
}

const listed = (counts: Readonly<Record<string, number>>): string => {
  const sorted = Object.entries(counts).sort((a, b) => b[1] - a[1])
  const shown = sorted.slice(0, named).map(([name, value]) => `${visibleLine(name)} (${count(value)})`)
  return shown.join(', ') + (sorted.length > named ? `, and ${sorted.length - named} more` : '')
}

const printReport = (report: ConnectorReport, terminal: Terminal): void => {
  const { color } = terminal
  terminal.line()
  if (report.sources === 0) {
    terminal.line(`${color.bold(report.title)}  ${color.dim('none found')}`)
    return
  }
  terminal.line(
    `${color.bold(report.title)}  ${plural(report.sources, 'source')}, ${bytes(report.bytes)}, ${plural(report.items, report.name === 'git' ? 'commit' : 'line')} read, ${plural(report.records, 'record')}`,
  )
  if (report.unfinished > 0)
    terminal.line(`  ${color.yellow(`${plural(report.unfinished, 'source')} not read to the end yet`)}`)
  for (const { id, problem } of report.failed.slice(0, named))
    terminal.line(`  ${color.yellow('!')} ${visibleLine(id)}: ${visibleLine(problem)}`)
  if (Object.keys(report.versions).length > 0) terminal.line(`  ${color.dim('written by')} ${listed(report.versions)}`)
  if (Object.keys(report.skipped).length > 0) terminal.line(`  ${color.dim('not needed')} ${listed(report.skipped)}`)
  if (Object.keys(report.unknown).length > 0) terminal.line(`  ${color.dim('not known')} ${listed(report.unknown)}`)
  if (Object.keys(report.redacted).length > 0) terminal.line(`  ${color.dim('redacted')} ${listed(report.redacted)}`)
  if (report.setAside > 0) terminal.line(`  ${color.dim('set aside')} ${count(report.setAside)}`)
}

const printSetAside = (rows: readonly SetAsideRow[], total: number, terminal: Terminal): void => {
  if (total === 0) return
  terminal.line()
  terminal.line(terminal.color.bold('Set aside'))
  for (const row of rows) {
    terminal.line(
      `  ${visibleLine(row.subject ?? row.source)} at ${count(row.position)}, ${bytes(row.length)}: ${visibleLine(row.reason)}`,
    )
  }
  if (total > rows.length)
    terminal.line(terminal.color.dim(`  and ${count(total - rows.length)} more; --all lists them.`))
}

const printSizes = (sizes: readonly StoredSize[], terminal: Terminal): void => {
  const shown = sizes.slice(0, named)
  terminal.line()
  terminal.line(
    `${terminal.color.bold('Stored')}  ${shown.map((size) => `${size.table} ${bytes(size.bytes)}`).join(', ')}`,
  )
}

const printSources = (sources: readonly SourceState[], timezone: string, terminal: Terminal): void => {
  terminal.line()
  terminal.line(
    table<SourceState>(
      sources,
      [
        { title: 'source', value: (row) => visibleLine(row.id), least: 60 },
        { title: 'read', value: (row) => bytes(row.bytes), align: 'right' },
        { title: 'records', value: (row) => count(row.records), align: 'right' },
        { title: 'set aside', value: (row) => count(row.setAside), align: 'right' },
        { title: 'last read', value: (row) => dateAndTime(row.lastReadAt, timezone) },
        {
          title: 'state',
          value: (row) => (row.problem ? `! ${visibleLine(row.problem)}` : row.finished ? 'complete' : 'unfinished'),
        },
      ],
      Math.max(terminal.width, 160),
      terminal.color.dim,
    ),
  )
}
