import type { Line } from './outline.ts'

/** A line of the replay: something that happened, or that for a while nothing did. */
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
  | { readonly kind: 'gap'; readonly key: string; readonly depth: number; readonly ms: number; readonly at: string }
  | { readonly kind: 'waiting'; readonly key: string; readonly depth: number; readonly session: string }

/** A pause is told from so many milliseconds on. */
const gapMs = 10 * 60_000

/** Subagents start subagents; so deep they are opened within each other. */
const deepest = 6

/** Bookkeeping of the agent program, which says nothing of the work. */
const unseen = new Set(['turn-duration', 'queued-prompt', 'title', 'hook-result'])

/** The rows of a session. `opened` holds the lines of subagents that are open; undefined while they are being read. */
export const rowsOf = (
  session: string,
  lines: readonly Line[],
  opened: ReadonlyMap<string, readonly Line[] | undefined>,
  depth = 0,
): Row[] => {
  const rows: Row[] = []
  let before: number | undefined
  for (const line of lines) {
    if (line.kind === 'event' && unseen.has(line.type)) continue
    const at = Date.parse(line.at)
    const key = `${session} ${line.kind} ${line.id}`
    if (before !== undefined && at - before >= gapMs)
      rows.push({ kind: 'gap', key: `gap ${key}`, depth, ms: at - before, at: line.at })
    before = at
    rows.push({ kind: 'line', key, session, depth, line })
    const subagent = line.kind === 'toolCall' ? line.subagent : null
    if (subagent === null || depth >= deepest || !opened.has(subagent)) continue
    const inner = opened.get(subagent)
    if (inner) for (const row of rowsOf(subagent, inner, opened, depth + 1)) rows.push(row)
    else rows.push({ kind: 'waiting', key: `waiting ${subagent}`, depth: depth + 1, session: subagent })
  }
  return rows
}

/** Whether something went wrong there. */
export const isFailure = (line: Line): boolean =>
  line.kind === 'toolCall'
    ? line.status === 'error'
    : line.kind === 'event' && ['api-error', 'interruption', 'rejection'].includes(line.type)

/** What a jump goes to. */
export const targets = {
  prompt: (line: Line) => line.kind === 'turn' && line.human,
  edit: (line: Line) => line.kind === 'toolCall' && line.editedFiles > 0,
  failure: isFailure,
} as const

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

/** What of a line can be searched without its long texts. */
export const searchable = (line: Line): string => {
  switch (line.kind) {
    case 'turn':
      return `${line.command ?? ''} ${line.text}`
    case 'message':
      return ''
    case 'toolCall':
      return `${line.tool} ${line.target ?? ''} ${line.edits.map(({ path }) => path).join(' ')}`
    case 'event':
      return `${line.type} ${JSON.stringify(line.details)}`
    case 'commit':
      return `${line.sha} ${line.branch} ${line.subject}`
  }
}
