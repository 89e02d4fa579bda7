import type { Line, Point } from './outline.ts'
import { isFailure } from './rows.ts'

/** What a prompt led to, until the next one. */
export interface TurnCost {
  /** Milliseconds from the prompt to the last event that it caused. */
  readonly ms: number
  readonly calls: number
  readonly failed: number
  readonly files: number
  readonly added: number
  readonly removed: number
  /** How full the context was in the end; undefined where nothing tells it. */
  readonly contextTokens: number | undefined
  readonly outputTokens: number
  /** US dollars at list price, of what has a known price. */
  readonly costUsd: number
  /** Whether more was spent than is told. */
  readonly atLeast: boolean
}

const none: TurnCost = {
  ms: 0,
  calls: 0,
  failed: 0,
  files: 0,
  added: 0,
  removed: 0,
  contextTokens: undefined,
  outputTokens: 0,
  costUsd: 0,
  atLeast: false,
}

/**
 * What each prompt led to, by its id; the first task of a subagent counts as its prompt. `before` is what was answered
 * last: what did not change stays the same object.
 */
export const turnCosts = (
  lines: readonly Line[],
  points: readonly Point[],
  before: ReadonlyMap<string, TurnCost> = new Map(),
): ReadonlyMap<string, TurnCost> => {
  const costs = new Map<string, TurnCost>()
  let turn: { readonly id: string; readonly at: number } | undefined
  let cost: { -readonly [K in keyof TurnCost]: TurnCost[K] } = { ...none }
  let files = new Set<string>()
  let next = 0
  const take = (until: Line | undefined) => {
    for (; next < points.length && (until === undefined || isBefore(points[next]!, until)); next++) {
      const point = points[next]!
      cost.contextTokens = point.contextTokens
      cost.outputTokens += point.outputTokens
      cost.costUsd += point.costUsd ?? 0
      cost.atLeast ||= point.lowerBound || point.costUsd === null
    }
  }
  const end = () => {
    if (!turn) return
    cost.files = files.size
    const known = before.get(turn.id)
    costs.set(turn.id, known && isSame(known, cost) ? known : cost)
  }
  for (const line of lines) {
    if (line.kind === 'turn' && (line.human || turn === undefined)) {
      take(line)
      end()
      turn = { id: line.id, at: Date.parse(line.at) }
      cost = { ...none }
      files = new Set()
      continue
    }
    if (!turn) continue
    if (line.kind === 'message' || line.kind === 'toolCall') {
      const ended = Date.parse(line.at) + (line.kind === 'toolCall' ? (line.durationMs ?? 0) : 0)
      cost.ms = Math.max(cost.ms, ended - turn.at)
    }
    if (line.kind !== 'toolCall') continue
    cost.calls++
    if (isFailure(line)) cost.failed++
    for (const { path, added, removed } of line.edits) {
      files.add(path)
      cost.added += added
      cost.removed += removed
    }
  }
  take(undefined)
  end()
  return costs
}

const isBefore = (point: Point, line: Line): boolean =>
  point.at < line.at || (point.at === line.at && point.position < line.position)

const isSame = (a: TurnCost, b: TurnCost): boolean =>
  (Object.keys(a) as (keyof TurnCost)[]).every((name) => a[name] === b[name])
