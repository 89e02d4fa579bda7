import { type Figure, holds, type Unit } from '../figure.ts'
import { median } from '../measure/statistics.ts'
import { markdownTable } from './markdown-table.ts'

const digits: Record<Unit, number> = { s: 2, ms: 1, MB: 0, kB: 0, times: 2, count: 0 }

const write = (value: number, unit: Unit): string =>
  `${value.toFixed(digits[unit])}${unit === 'times' ? '×' : unit === 'count' ? '' : ` ${unit}`}`

const verdict = (figure: Figure): string => {
  if (!figure.bound) return ''
  const { atMost, aim } = figure.bound
  const said = `at most ${write(atMost, figure.unit)}${aim === undefined ? '' : `, aim ${write(aim, figure.unit)}`}`
  return `${said}: ${holds(figure) ? 'kept' : 'MISSED'}`
}

const titles = ['input', 'figure', 'median', 'least', 'most', 'rounds', 'bound']

const cellsOf = (figure: Figure): string[] => [
  figure.input,
  figure.name,
  write(median(figure.values), figure.unit),
  write(Math.min(...figure.values), figure.unit),
  write(Math.max(...figure.values), figure.unit),
  String(figure.values.length),
  verdict(figure),
]

/** Figures as a table, in Markdown whose columns line up. */
export const tableOf = (figures: readonly Figure[]): string => markdownTable(titles, figures.map(cellsOf))
