import { knownSlotParts } from '../../../../metrics/usage/derive-usage-slots.ts'
import { intentOf } from '../../../../narrative/intent.ts'
import { type SessionRow, sessionsOf } from '../../../../store/questions/sessions-of.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { wholeNumber } from '../../options.ts'
import { dateAndTime } from '../../output/dates.ts'
import { duration, plural } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const usual = 50

/** The repository; where it is not known, the folder that the session was started in. */
const placeName = ({ repositoryName, cwd }: SessionRow): string =>
  repositoryName ?? (cwd ? `…/${cwd.split(/[/\\]/).at(-1)}` : 'unknown')

export const check = ({ limit }: OptionValues): void => void wholeNumber(limit, 'limit')

/** `maestro sessions` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const limit = wholeNumber(options.limit, 'limit') ?? usual
  await withContext(async ({ client, period, pricer, workspace }) => {
    const filter = {
      repository: options.in as string | undefined,
      person: options.person as string | undefined,
      agent: options.agent as string | undefined,
      search: options.search as string | undefined,
      limit: limit + 1,
    }
    const rows = await sessionsOf(client, period, filter, await knownSlotParts(client, period, pricer))
    const shown = rows.slice(0, limit)
    if (terminal.json) return terminal.value(shown.map(jsonOf))
    if (shown.length === 0) return terminal.line('No session in this period.')
    terminal.line(
      table<SessionRow>(
        shown,
        [
          { title: 'id', value: (row) => visibleLine(row.logId.slice(0, 8)) },
          { title: 'last active', value: (row) => dateAndTime(row.endedAt, workspace.timezone) },
          {
            title: 'repository',
            value: (row) => visibleLine(placeName(row)),
            least: 12,
          },
          { title: 'who', value: (row) => visibleLine(row.personName), least: 12 },
          { title: 'what for', value: (row) => visibleLine(intentOf(row) ?? '(nothing says)'), least: 40 },
          { title: 'prompts', value: (row) => String(row.prompts), align: 'right' },
          { title: 'active', value: (row) => duration(row.activeMs), align: 'right' },
          { title: 'lines', value: (row) => (row.edits > 0 ? `+${row.added} −${row.removed}` : ''), align: 'right' },
        ],
        terminal.width,
        terminal.color.dim,
      ),
    )
    if (rows.length > limit)
      terminal.line(terminal.color.dim(`The latest ${plural(limit, 'session')}; --limit shows more.`))
  })
}

const jsonOf = (row: SessionRow) => ({
  id: row.logId,
  agent: row.agent,
  repository: row.repositoryName,
  placedBy: row.placedBy,
  person: row.personName,
  intent: intentOf(row) ?? null,
  title: row.title,
  branch: row.branch,
  workingDirectory: row.cwd,
  startedAt: new Date(row.startedAt).toISOString(),
  endedAt: new Date(row.endedAt).toISOString(),
  activeMs: row.activeMs,
  prompts: row.prompts,
  toolCalls: row.toolCalls,
  toolErrors: row.toolErrors,
  interruptions: row.interruptions,
  rejections: row.rejections,
  compactions: row.compactions,
  edits: row.edits,
  files: row.files,
  added: row.added,
  removed: row.removed,
  subagents: row.subagents,
  tokens: row.tokens,
  costUsd: row.unpricedMessages > 0 ? null : row.cost / 1e12,
})
