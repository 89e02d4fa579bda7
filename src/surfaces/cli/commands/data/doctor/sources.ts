import type { SourceState } from '../../../../../store/questions/sources-state.ts'
import { dateAndTime } from '../../../output/dates.ts'
import { bytes, count } from '../../../output/figures.ts'
import { table } from '../../../output/table.ts'
import { visibleLine } from '../../../output/visible.ts'
import type { Terminal } from '../../../terminal.ts'

export const printSources = (sources: readonly SourceState[], timezone: string, terminal: Terminal): void => {
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
