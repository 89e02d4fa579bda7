import type { Line, Point } from './outline.ts'
import { isFailure } from './rows.ts'
import { doneBy } from './words.ts'

type Call = Extract<Line, { kind: 'toolCall' }>

/** What came of a session, and where its time went. Each names the event that it leads to. */
export interface Overview {
  /** Files that were changed, those with most changed lines first. */
  readonly files: readonly {
    readonly path: string
    readonly edits: number
    readonly added: number
    readonly removed: number
    readonly first: string
  }[]
  readonly commits: readonly Extract<Line, { kind: 'commit' }>[]
  readonly pullRequests: readonly Extract<Line, { kind: 'event' }>[]
  /** What was done, the longest first; milliseconds are those of the calls, also of such that ran beside one another. */
  readonly kinds: readonly {
    readonly name: string
    readonly calls: number
    readonly failed: number
    readonly ms: number
  }[]
  readonly slowest: readonly Call[]
  readonly subagents: readonly Call[]
  readonly compactions: number
  readonly mostContext: number
  readonly models: readonly string[]
}

const slowestShown = 5
const slowMs = 5_000

/** Sums up the lines of a session. */
export const overviewOf = (lines: readonly Line[], points: readonly Point[]): Overview => {
  const files = new Map<string, { path: string; edits: number; added: number; removed: number; first: string }>()
  const kinds = new Map<string, { name: string; calls: number; failed: number; ms: number }>()
  const calls = lines.filter((line) => line.kind === 'toolCall')
  for (const call of calls) {
    for (const { path, added, removed } of call.edits) {
      const file = files.get(path) ?? { path, edits: 0, added: 0, removed: 0, first: call.id }
      file.edits++
      file.added += added
      file.removed += removed
      files.set(path, file)
    }
    const name = doneBy(call)
    const kind = kinds.get(name) ?? { name, calls: 0, failed: 0, ms: 0 }
    kind.calls++
    kind.ms += call.durationMs ?? 0
    if (isFailure(call)) kind.failed++
    kinds.set(name, kind)
  }
  const distinct = <Value>(values: readonly Value[], key: (value: Value) => string): Value[] => [
    ...new Map(values.map((value) => [key(value), value])).values(),
  ]
  return {
    files: [...files.values()].toSorted((a, b) => b.added + b.removed - a.added - a.removed),
    commits: lines.filter((line) => line.kind === 'commit'),
    pullRequests: distinct(
      lines.filter((line) => line.kind === 'event' && line.type === 'pr-link') as Extract<Line, { kind: 'event' }>[],
      ({ details }) => `${details.repository}#${details.number}`,
    ),
    kinds: [...kinds.values()].toSorted((a, b) => b.ms - a.ms || b.calls - a.calls),
    slowest: calls
      .filter((call) => (call.durationMs ?? 0) >= slowMs)
      .toSorted((a, b) => b.durationMs! - a.durationMs!)
      .slice(0, slowestShown),
    subagents: calls.filter((call) => call.subagent !== null),
    compactions: lines.filter((line) => line.kind === 'event' && line.type === 'compaction').length,
    mostContext: points.reduce((most, point) => Math.max(most, point.contextTokens), 0),
    models: distinct(
      points.flatMap(({ model }) => model ?? []),
      (model) => model,
    ),
  }
}
