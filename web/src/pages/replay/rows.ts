import { dayOf } from '../../ui/dates.ts'
import type { Line } from './outline.ts'

/** A line of the replay: something that happened, that for a while nothing did, or what is left out there. */
export type Row =
  | {
      readonly kind: 'line'
      /** Unlike every other's. */
      readonly key: string
      /** The session that it belongs to: that of the page, or of a subagent opened within it. */
      readonly session: string
      readonly depth: number
      readonly line: Line
    }
  | {
      readonly kind: 'gap'
      readonly key: string
      readonly depth: number
      /** Milliseconds in which nothing happened. */
      readonly ms: number
      readonly at: string
      /** Whether another day begins. */
      readonly newDay: boolean
    }
  | { readonly kind: 'waiting'; readonly key: string; readonly depth: number; readonly session: string }
  | {
      readonly kind: 'left'
      readonly key: string
      readonly depth: number
      /** Tool calls that are not shown here, the first of them, and how many of them failed. */
      readonly calls: number
      readonly failed: number
      readonly first: string
    }

export type LineRow = Extract<Row, { kind: 'line' }>

/** What of a session is shown. */
export interface Shown {
  /** Without tool calls, thoughts and notices. */
  readonly talkOnly: boolean
  /** IANA time zone in which days begin. */
  readonly timezone: string
}

/** A pause is told from so many milliseconds on. */
const gapMs = 10 * 60_000

/** Subagents start subagents; so deep they are opened within each other. */
const deepest = 6

/** In every time zone days begin on a quarter of an hour. */
const quarterMs = 15 * 60_000

/** Bookkeeping of the agent program, which says nothing of the work. */
const unseen = new Set(['turn-duration', 'queued-prompt', 'title', 'hook-result'])

const said = new Set(['interruption', 'rejection', 'compaction', 'plan', 'api-error', 'pr-link'])

const isTalk = (line: Line): boolean => {
  switch (line.kind) {
    case 'turn':
    case 'commit':
      return true
    case 'message':
      return line.form === 'answer'
    case 'event':
      return said.has(line.type)
    case 'toolCall':
      return false
  }
}

/** Lines stay the same from one reading to the next: their rows, too, and so what shows them. */
const known = new WeakMap<Line, LineRow>()

const rowOf = (session: string, line: Line, depth: number): LineRow => {
  const before = known.get(line)
  if (before?.session === session && before.depth === depth) return before
  const row: LineRow = { kind: 'line', key: `${session} ${line.kind} ${line.id}`, session, depth, line }
  known.set(line, row)
  return row
}

/** The rows of a session. `opened` holds the lines of subagents that are open; undefined while they are being read. */
export const rowsOf = (
  session: string,
  lines: readonly Line[],
  opened: ReadonlyMap<string, readonly Line[] | undefined>,
  shown: Shown,
  depth = 0,
): Row[] => {
  const rows: Row[] = []
  let before: number | undefined
  let quarter: number | undefined
  let day: string | undefined
  let left: { calls: number; failed: number; first: string } | undefined
  const endLeft = () => {
    if (left) rows.push({ kind: 'left', key: `left ${session} ${left.first}`, depth, ...left })
    left = undefined
  }
  for (const line of lines) {
    if (line.kind === 'event' && unseen.has(line.type)) continue
    if (shown.talkOnly && !isTalk(line)) {
      if (line.kind !== 'toolCall') continue
      left = {
        calls: (left?.calls ?? 0) + 1,
        failed: (left?.failed ?? 0) + (isFailure(line) ? 1 : 0),
        first: left?.first ?? line.id,
      }
      continue
    }
    endLeft()
    const at = Date.parse(line.at)
    let newDay = false
    if (Math.floor(at / quarterMs) !== quarter) {
      quarter = Math.floor(at / quarterMs)
      const today = dayOf(at, shown.timezone)
      newDay = day !== undefined && today !== day
      day = today
    }
    const row = rowOf(session, line, depth)
    const ms = before === undefined ? 0 : at - before
    if (newDay || ms >= gapMs) rows.push({ kind: 'gap', key: `gap ${row.key}`, depth, ms, at: line.at, newDay })
    before = at
    rows.push(row)
    const subagent = line.kind === 'toolCall' ? line.subagent : null
    if (subagent === null || depth >= deepest || !opened.has(subagent)) continue
    const inner = opened.get(subagent)
    if (inner) for (const nested of rowsOf(subagent, inner, opened, shown, depth + 1)) rows.push(nested)
    else rows.push({ kind: 'waiting', key: `waiting ${subagent}`, depth: depth + 1, session: subagent })
  }
  endLeft()
  return rows
}

/** Whether something went wrong there. */
export const isFailure = (line: Line): boolean =>
  line.kind === 'toolCall'
    ? line.status === 'error'
    : line.kind === 'event' && ['api-error', 'interruption', 'rejection'].includes(line.type)

const milestones = new Set(['compaction', 'plan', 'pr-link'])

/** What a jump goes to. */
export const targets = {
  prompt: (line: Line) => line.kind === 'turn' && line.human,
  edit: (line: Line) => line.kind === 'toolCall' && line.editedFiles > 0,
  failure: isFailure,
  milestone: (line: Line) => line.kind === 'commit' || (line.kind === 'event' && milestones.has(line.type)),
} as const

export type Target = keyof typeof targets

/** The index of the next row from `from` on (not itself) that fits; -1 where none does. */
export const nextRow = (
  rows: readonly Row[],
  from: number,
  step: 1 | -1,
  fits: (line: Line) => boolean = () => true,
): number => {
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    const row = rows[index]!
    if (row.kind === 'line' && fits(row.line)) return index
  }
  return -1
}

/** What is seen of a line while it is folded. */
export const seenOf = (line: Line): string => {
  switch (line.kind) {
    case 'turn':
      return `${line.command ?? ''} ${line.text}`
    case 'message':
      return ''
    case 'toolCall':
      return `${line.tool} ${line.target ?? ''}`
    case 'event':
      return JSON.stringify(line.details)
    case 'commit':
      return `${line.sha} ${line.branch} ${line.subject}`
  }
}
