import type { LogKeeping, UnreadLog } from '../../../../../ingest/log-keeping.ts'
import type { SessionFolder } from '../../../../../store/questions/session-folders.ts'
import { plural } from '../../../output/figures.ts'
import { visibleLine } from '../../../output/visible.ts'
import type { Terminal } from '../../../terminal.ts'

const named = 8
const millisecondsOfDay = 86_400_000

/** What becomes of the sessions when agents delete their logs, in sentences. */
export const keepingLines = ({ logs, unread, gone, retentions }: LogKeeping, now: number): string[] => {
  const kept = gone > 0 ? [`${plural(gone, 'log')} ${gone === 1 ? 'is' : 'are'} gone; what was read is kept here.`] : []
  if (logs === 0) return kept
  const [first] = unread
  if (first !== undefined)
    return [
      `${plural(unread.length, 'log')} ${unread.length === 1 ? 'is' : 'are'} not read yet${when(first, unread.length, now)}`,
      ...kept,
    ]
  const days = [...new Set(retentions.map((retention) => retention.days))].sort((a, b) => a - b)
  const after = days.map((number) => (number === 0 ? 'at its next start' : `after ${plural(number, 'day')}`))
  return [
    after.length === 0
      ? 'Everything is stored.'
      : `Everything is stored: when Claude Code deletes its logs (${after.join(', ')}), nothing is lost.`,
    ...kept,
  ]
}

const when = ({ deletedAt, path }: UnreadLog, count: number, now: number): string => {
  if (deletedAt === null) return ` (${visibleLine(path)}).`
  const days = Math.floor((deletedAt - now) / millisecondsOfDay)
  const left = days < 0 ? 'at any time now' : days === 0 ? 'within a day' : `in ${plural(days, 'day')}`
  return `; ${count === 1 ? 'it' : 'the first'} goes ${left} (${visibleLine(path)}).`
}

/** Where sessions ran that Maestro may not look into, in sentences. */
export const leftAloneLines = (folders: readonly SessionFolder[]): string[] => [
  ...folders
    .slice(0, named)
    .map(
      ({ folder, sessions }) =>
        `${plural(sessions, 'session')} ran in ${visibleLine(folder)}, which Maestro may not look into: maestro --root ${visibleLine(folder)}`,
    ),
  ...(folders.length > named ? [`and ${plural(folders.length - named, 'more folder')}; --json lists them.`] : []),
]

export const printKeeping = (lines: readonly string[], terminal: Terminal): void => {
  if (lines.length === 0) return
  terminal.line()
  for (const line of lines) terminal.line(line)
}
