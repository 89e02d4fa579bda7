/** What a cell of a table holds; null where it is not known. */
export type Cell = string | number | null

/** As in RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
const written = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** A table as CSV. */
export const csvOf = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [columns, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('')

/** A table as JSON: an object for each row. */
export const jsonOf = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `${JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]))),
    undefined,
    2,
  )}\n`
