import stringWidth from 'string-width'

/** A column of a printed table. */
export interface TableColumn<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  readonly align?: 'right'
  /** May be cut to fit the line; the widest such column is cut first. */
  readonly flexible?: boolean
}

const cut = (text: string, width: number): string => {
  if (stringWidth(text) <= width) return text
  let short = ''
  for (const character of text) {
    if (stringWidth(short + character) > width - 1) break
    short += character
  }
  return `${short}…`
}

/** Rows in columns, two spaces apart. `width` is the most that a line may take. */
export const table = <Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  width: number,
  dim: (text: string) => string,
): string => {
  const cells = rows.map((row) => columns.map((column) => column.value(row)))
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.title), ...cells.map((row) => stringWidth(row[index]!))),
  )
  let excess = widths.reduce((sum, wide) => sum + wide, 0) + 2 * (columns.length - 1) - width
  for (;;) {
    if (excess <= 0) break
    const flexible = columns.flatMap((column, index) => (column.flexible && widths[index]! > 12 ? [index] : []))
    if (flexible.length === 0) break
    const widest = flexible.reduce((a, b) => (widths[a]! >= widths[b]! ? a : b))
    const take = Math.min(excess, widths[widest]! - 12)
    widths[widest]! -= take
    excess -= take
  }
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const fitted = cut(text, widths[index]!)
        const space = ' '.repeat(Math.max(0, widths[index]! - stringWidth(fitted)))
        return columns[index]!.align === 'right' ? space + fitted : fitted + space
      })
      .join('  ')
      .trimEnd()
  return [dim(line(columns.map((column) => column.title))), ...cells.map(line)].join('\n')
}
