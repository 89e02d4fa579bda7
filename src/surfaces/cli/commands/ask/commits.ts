import { type CommitRow, commitsOf } from '../../../../store/questions/commits-of.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { wholeNumber } from '../../options.ts'
import { dateAndTime } from '../../output/dates.ts'
import { plural } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const usual = 50

export const check = ({ limit }: OptionValues): void => void wholeNumber(limit, 'limit')

/** `maestro commits` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const limit = wholeNumber(options.limit, 'limit') ?? usual
  await withContext(async ({ client, period, workspace }) => {
    const rows = await commitsOf(client, period, {
      repository: options.in as string | undefined,
      person: options.person as string | undefined,
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    if (terminal.json) return terminal.value(shown.map(jsonOf))
    if (shown.length === 0) return terminal.line('No commit in this period.')
    terminal.line(
      table<CommitRow>(
        shown,
        [
          { title: 'commit', value: (row) => row.sha.slice(0, 9) },
          { title: 'committed', value: (row) => dateAndTime(row.committedAt, workspace.timezone) },
          { title: 'repository', value: (row) => visibleLine(row.repositoryName), least: 12 },
          { title: 'who', value: (row) => visibleLine(row.personName), least: 12 },
          { title: 'subject', value: (row) => visibleLine(row.subject), least: 40 },
          { title: 'pull request', value: (row) => (row.pullRequest === null ? '' : `#${row.pullRequest} (inferred)`) },
          {
            title: 'lines',
            value: (row) => (row.parents > 1 ? 'merge' : `+${row.added} −${row.removed}`),
            align: 'right',
          },
        ],
        terminal.width,
        terminal.color.dim,
      ),
    )
    if (rows.length > limit)
      terminal.line(terminal.color.dim(`The latest ${plural(limit, 'commit')}; --limit shows more.`))
  })
}

const jsonOf = (row: CommitRow) => ({
  commit: row.sha,
  repository: row.repositoryName,
  subject: row.subject,
  person: row.personName,
  bot: row.bot,
  authoredAt: new Date(row.authoredAt).toISOString(),
  committedAt: new Date(row.committedAt).toISOString(),
  merge: row.parents > 1,
  files: row.files,
  added: row.added,
  removed: row.removed,
  pullRequest: row.pullRequest === null ? null : { number: row.pullRequest, inferred: true },
})
