import type { ChangedLines } from '../lines/changed-lines.ts'
import { endless, type Runs } from '../lines/runs.ts'

/** Lines of an origin, from `first` up to `end`, that a commit took away (-1) or brought (+1), so many times. */
export interface NetLines {
  readonly origin: number
  readonly first: number
  readonly end: number
  readonly change: number
}

/**
 * What all changed files of a commit together lost and won: lines that went from one file to another did not change.
 * Unknown lines do not count.
 */
export const netLines = (changed: readonly ChangedLines[]): NetLines[] => {
  const edges: [origin: number, line: number, change: number][] = []
  const note = (runs: Runs, from: number, to: number, change: number) => {
    for (let at = from; at < to; at += 3) {
      const [origin, first, count] = [runs[at]!, runs[at + 1]!, runs[at + 2]!]
      if (origin !== 0 && count !== endless) edges.push([origin, first, change], [origin, first + count, -change])
    }
  }
  for (const { before, after } of changed) {
    const shared = Math.min(before.length, after.length)
    let from = 0
    while (from < shared && sameRun(before, from, after, from)) from += 3
    let [beforeEnd, afterEnd] = [before.length, after.length]
    while (beforeEnd > from && afterEnd > from && sameRun(before, beforeEnd - 3, after, afterEnd - 3)) {
      beforeEnd -= 3
      afterEnd -= 3
    }
    note(before, from, beforeEnd, -1)
    note(after, from, afterEnd, 1)
  }
  edges.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const net: NetLines[] = []
  let level = 0
  for (const [index, [origin, line, change]] of edges.entries()) {
    level += change
    const next = edges[index + 1]
    if (level !== 0 && next !== undefined && next[0] === origin && next[1] > line) {
      const last = net.at(-1)
      if (last?.origin === origin && last.end === line && last.change === level)
        net[net.length - 1] = { ...last, end: next[1] }
      else net.push({ origin, first: line, end: next[1], change: level })
    }
  }
  return net
}

const sameRun = (a: Runs, at: number, b: Runs, there: number): boolean =>
  a[at] === b[there] && a[at + 1] === b[there + 1] && a[at + 2] === b[there + 2]
