/** A line of a unified diff, with its numbers before and after. */
export interface DiffLine {
  readonly sign: '+' | '-' | ' ' | '@'
  readonly text: string
  readonly before: number | undefined
  readonly after: number | undefined
}

/** Longer diffs are cut there; the whole is told by its number of lines. */
export const mostDiffLines = 1500

const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/

/** Reads hunks: `@@ -1,2 +1,3 @@` and lines that begin with a space, `+` or `-`. */
export const diffLines = (patch: string): DiffLine[] => {
  const lines: DiffLine[] = []
  let before = 1
  let after = 1
  for (const line of patch.replace(/\n$/, '').split('\n')) {
    if (lines.length >= mostDiffLines) break
    const start = hunk.exec(line)
    if (start) {
      before = Number(start[1])
      after = Number(start[2])
      lines.push({ sign: '@', text: line, before: undefined, after: undefined })
      continue
    }
    const text = line.slice(1)
    if (line.startsWith('+')) lines.push({ sign: '+', text, before: undefined, after: after++ })
    else if (line.startsWith('-')) lines.push({ sign: '-', text, before: before++, after: undefined })
    else if (!line.startsWith('\\')) lines.push({ sign: ' ', text, before: before++, after: after++ })
  }
  return lines
}
