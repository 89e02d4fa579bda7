import type { SessionEntry } from '../../../store/questions/session-events.ts'
import type { Terminal } from '../terminal.ts'
import { timeOfDay } from './dates.ts'
import { bytes, plural } from './figures.ts'
import { visible, visibleLine } from './visible.ts'

const answerLines = 12
const asideLines = 2
const outputLines = 4
const inPipe = 4_000

/** How a session is read. */
export interface Reading {
  readonly terminal: Terminal
  readonly timezone: string
  readonly full: boolean
  readonly thinking: boolean
}

/** Prints what happened in a session, in a pipe only the first lines of it; answers how many entries that were. */
export const printEntries = async (
  entries: AsyncIterable<SessionEntry>,
  subagentOf: ReadonlyMap<string, string>,
  reading: Reading,
): Promise<{ readonly entries: number; readonly whole: boolean }> => {
  const { terminal, full } = reading
  const most = full || terminal.interactive ? Number.POSITIVE_INFINITY : inPipe
  let lines = 0
  let printed = 0
  for await (const entry of entries) {
    const those = linesOf(entry, subagentOf, reading)
    for (const line of those) terminal.line(line)
    printed++
    lines += those.length
    if (lines > most) return { entries: printed, whole: false }
  }
  return { entries: printed, whole: true }
}

const head = (text: string, lines: number, full: boolean): string[] => {
  const all = visible(text).replace(/\s+$/, '').split('\n')
  if (full || all.length <= lines + 1) return all
  return [...all.slice(0, lines), `… ${plural(all.length - lines, 'more line')}`]
}

const linesOf = (
  entry: SessionEntry,
  subagentOf: ReadonlyMap<string, string>,
  { terminal, timezone, full, thinking }: Reading,
): string[] => {
  const { color } = terminal
  const time = color.dim(timeOfDay(entry.at, timezone))
  switch (entry.kind) {
    case 'turn': {
      const who = entry.human ? color.cyan('▌') : color.dim('▌')
      const how = entry.origin === 'typed' ? '' : color.dim(` (${entry.origin})`)
      const text = entry.command ? `${entry.command} ${entry.text}`.trim() : entry.text
      const shown = head(text, entry.human ? Number.POSITIVE_INFINITY : outputLines, full)
      return ['', `${who} ${time}${how}`, ...shown.map((line) => `${who} ${entry.human ? color.bold(line) : line}`), '']
    }
    case 'message': {
      if (entry.form === 'thinking' && !thinking) return []
      const shown = head(entry.text, entry.form === 'answer' ? answerLines : asideLines, full)
      const dim = entry.form !== 'answer'
      return shown.map((line, index) => `${index === 0 ? time : '     '}  ${dim ? color.dim(line) : line}`)
    }
    case 'toolCall': {
      const { result } = entry
      const failed = result && result.status !== 'ok' && result.status !== 'background'
      const mark = !result ? color.dim('·') : failed ? color.red('✗') : color.green('✓')
      const outcome = failed ? color.red(result.status) : ''
      const agent = subagentOf.get(entry.id)
      const lines = [
        `${time}  ${mark} ${visibleLine(entry.tool)} ${color.dim(visibleLine(entry.target ?? ''))} ${outcome}${agent ? color.dim(` → maestro session ${visibleLine(agent)}`) : ''}`.trimEnd(),
      ]
      for (const edit of entry.edits) {
        lines.push(
          `         ${color.dim(`${edit.operation} ${visibleLine(edit.path)} +${edit.added} −${edit.removed}`)}`,
        )
        if (full) for (const line of visible(edit.patch).split('\n')) lines.push(`         ${colored(line, color)}`)
      }
      if ((failed || full) && result)
        for (const line of head(outputOf(result), outputLines, full)) lines.push(`         ${color.dim(line)}`)
      return lines
    }
    case 'event':
      return eventLine(entry.type, entry.details).map((line) => `${time}  ${color.yellow('◆')} ${color.dim(line)}`)
  }
}

const outputOf = (result: NonNullable<Extract<SessionEntry, { kind: 'toolCall' }>['result']>): string => {
  if (result.outputFile === null) return result.output ?? ''
  const rest = `(of ${bytes(result.outputBytes)} of output; not stored here is what ${result.outputFile} held)`
  return result.output ? `${result.output}\n${rest}` : rest
}

const colored = (line: string, color: Terminal['color']): string =>
  line.startsWith('+') ? color.green(line) : line.startsWith('-') ? color.red(line) : color.dim(line)

const told = new Set(['interruption', 'rejection', 'compaction', 'plan', 'api-error', 'title', 'pr-link'])

const eventLine = (type: string, details: Record<string, unknown>): string[] => {
  if (!told.has(type)) return []
  const says = [details.step, details.title, details.hint, details.message, details.url, details.trigger].filter(
    (value) => typeof value === 'string',
  )
  return [`${type.replace('-', ' ')}${says.length > 0 ? `: ${visibleLine(says.join(', '))}` : ''}`]
}
