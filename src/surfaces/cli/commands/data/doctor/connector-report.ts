import type { SourceState } from '../../../../../store/questions/sources-state.ts'
import { bytes, count, plural } from '../../../output/figures.ts'
import { visibleLine } from '../../../output/visible.ts'
import type { Terminal } from '../../../terminal.ts'

const named = 8

/** What one kind of source gave. */
export interface ConnectorReport {
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

const add = (sum: Record<string, number>, counts: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + Number(value)
}

export const reportOf = (name: string, title: string, sources: readonly SourceState[]): ConnectorReport => {
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

const listed = (counts: Readonly<Record<string, number>>): string => {
  const sorted = Object.entries(counts).sort((a, b) => b[1] - a[1])
  const shown = sorted.slice(0, named).map(([name, value]) => `${visibleLine(name)} (${count(value)})`)
  return shown.join(', ') + (sorted.length > named ? `, and ${sorted.length - named} more` : '')
}

export const printReport = (report: ConnectorReport, terminal: Terminal): void => {
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
