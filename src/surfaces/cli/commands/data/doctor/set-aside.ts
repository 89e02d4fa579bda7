import type { SetAsideRow } from '../../../../../store/questions/sources-state.ts'
import { bytes, count } from '../../../output/figures.ts'
import { visibleLine } from '../../../output/visible.ts'
import type { Terminal } from '../../../terminal.ts'

export const printSetAside = (rows: readonly SetAsideRow[], total: number, terminal: Terminal): void => {
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
