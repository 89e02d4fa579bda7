/** Pairs of lines that are compared at most; beyond that what differs counts as replaced as a whole. */
const mostPairs = 1_000_000

/** What became of the lines of a text: each with a space, `-` or `+` before it, by the longest common subsequence. */
export const diffLines = (before: readonly string[], after: readonly string[]): string[] => {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++
  }
  return [
    ...before.slice(0, start).map((line) => ` ${line}`),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map((line) => ` ${line}`),
  ]
}

const middle = (before: readonly string[], after: readonly string[]): string[] => {
  if (before.length === 0 || after.length === 0 || before.length * after.length > mostPairs) {
    return [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)]
  }
  const width = after.length + 1
  const common = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  const lines: string[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push(` ${before[i++]}`)
      j++
    } else if (
      j === after.length ||
      (i < before.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      lines.push(`-${before[i++]}`)
    } else {
      lines.push(`+${after[j++]}`)
    }
  }
  return lines
}
