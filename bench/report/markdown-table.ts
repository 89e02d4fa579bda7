/** A table in Markdown whose columns line up. */
export const markdownTable = (titles: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [titles, ...rows]
  const widths = titles.map((_, column) => Math.max(3, ...all.map((row) => row[column]!.length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index]!)).join(' | ')} |`
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
