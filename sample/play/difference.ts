/** A stretch of change with the lines around it, as `diff -U3` and Claude Code's `structuredPatch` give it. */
export interface Hunk {
  oldStart: number
  oldLines: number
  newStart: number
  newLines: number
  /** Each begins with a space, `+` or `-`. */
  lines: string[]
}

type Operation = ' ' | '+' | '-'

const linesOf = (text: string): string[] => {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

const middle = (before: readonly string[], after: readonly string[]): [Operation, string][] => {
  const width = after.length + 1
  const longest = new Uint16Array((before.length + 1) * width)
  for (let left = before.length - 1; left >= 0; left--)
    for (let right = after.length - 1; right >= 0; right--)
      longest[left * width + right] =
        before[left] === after[right]
          ? longest[(left + 1) * width + right + 1]! + 1
          : Math.max(longest[(left + 1) * width + right]!, longest[left * width + right + 1]!)
  const operations: [Operation, string][] = []
  let left = 0
  let right = 0
  while (left < before.length || right < after.length) {
    if (left < before.length && right < after.length && before[left] === after[right]) {
      operations.push([' ', before[left++]!])
      right++
    } else if (
      left < before.length &&
      (right >= after.length || longest[(left + 1) * width + right]! >= longest[left * width + right + 1]!)
    )
      operations.push(['-', before[left++]!])
    else operations.push(['+', after[right++]!])
  }
  return operations
}

const operationsBetween = (before: readonly string[], after: readonly string[]): [Operation, string][] => {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++
  const same = (lines: readonly string[]): [Operation, string][] => lines.map((line) => [' ', line])
  return [
    ...same(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ]
}

/** The hunks that turn one text into another, with three lines of context. */
export const hunksBetween = (before: string, after: string): Hunk[] => {
  const operations = operationsBetween(linesOf(before), linesOf(after))
  const hunks: Hunk[] = []
  let hunk: Hunk | undefined
  let lastChange = -10
  let oldLine = 1
  let newLine = 1
  operations.forEach(([operation, line], index) => {
    if (operation !== ' ') {
      if (!hunk || index - lastChange > 6) {
        const context = operations.slice(Math.max(0, index - 3, lastChange + 4), index)
        hunk = {
          oldStart: oldLine - context.length,
          oldLines: 0,
          newStart: newLine - context.length,
          newLines: 0,
          lines: [],
        }
        for (const [, text] of context) push(hunk, ' ', text)
        hunks.push(hunk)
      } else for (const [, text] of operations.slice(Math.min(index, lastChange + 4), index)) push(hunk, ' ', text)
      push(hunk, operation, line)
      lastChange = index
    } else if (hunk && index - lastChange <= 3) push(hunk, ' ', line)
    if (operation !== '+') oldLine++
    if (operation !== '-') newLine++
  })
  for (const each of hunks) {
    if (each.oldLines === 0) each.oldStart = Math.max(0, each.oldStart - 1)
    if (each.newLines === 0) each.newStart = Math.max(0, each.newStart - 1)
  }
  return hunks
}

const push = (hunk: Hunk, operation: Operation, line: string) => {
  hunk.lines.push(`${operation}${line}`)
  if (operation !== '+') hunk.oldLines++
  if (operation !== '-') hunk.newLines++
}

/** Hunks as the body of a unified diff. */
export const unified = (hunks: readonly Hunk[]): string =>
  hunks
    .map(
      (hunk) =>
        `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@\n${hunk.lines.join('\n')}\n`,
    )
    .join('')

/** How many lines a change adds and removes. */
export const countLines = (
  before: string | undefined,
  after: string | undefined,
): { added: number; removed: number } => {
  let added = 0
  let removed = 0
  for (const hunk of hunksBetween(before ?? '', after ?? ''))
    for (const line of hunk.lines) {
      if (line[0] === '+') added++
      else if (line[0] === '-') removed++
    }
  return { added, removed }
}
