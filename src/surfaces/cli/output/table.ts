import stringWidth from 'string-width'

/** A column of a printed table. */
export interface TableColumn<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  readonly align?: 'right'
  /** May be cut down to so many characters to fit the line; the one with most to spare is cut first. */
  readonly least?: number
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Text cut to a width on the terminal, where wide characters take two columns. */
export const fitTo = (text: string, width: number): string => {
  if (stringWidth(text) <= width) return text
  let short = ''
  let taken = 0
  for (const { segment } of graphemes.segment(text)) {
    taken += stringWidth(segment)
    if (taken > width - 1) break
    short += segment
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
  while (excess > 0) {
    const spare = columns.map(({ least }, index) => (least === undefined ? 0 : Math.max(0, widths[index]! - least)))
    const most = Math.max(...spare)
    if (most === 0) break
    widths[spare.indexOf(most)]! -= 1
    excess -= 1
  }
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const fitted = fitTo(text, widths[index]!)
        const space = ' '.repeat(Math.max(0, widths[index]! - stringWidth(fitted)))
        return columns[index]!.align === 'right' ? space + fitted : fitted + space
      })
      .join('  ')
      .trimEnd()
  return [dim(line(columns.map((column) => column.title))), ...cells.map(line)].join('\n')
}
