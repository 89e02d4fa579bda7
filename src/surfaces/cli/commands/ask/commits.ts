import { type CommitItem, commits } from '../../../answers/commits.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { askedPeriod, option, wholeNumber } from '../../options.ts'
import { dateAndTime } from '../../output/dates.ts'
import { percent, plural } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const usual = 50

const pullRequestOf = ({ pullRequest }: CommitItem): string =>
  pullRequest === null ? '' : `#${pullRequest.number}${pullRequest.inferred ? ' (inferred)' : ''}`

/** The share of its lines found in session edits. */
const foundOf = ({ countedLines, foundLines }: CommitItem): string =>
  countedLines ? percent((foundLines ?? 0) / countedLines) : ''

export const check = ({ limit }: OptionValues): void => void wholeNumber(limit, 'limit')

/** `maestro commits` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const limit = wholeNumber(options.limit, 'limit') ?? usual
  await withContext(async (context) => {
    const { items, next } = await commits.run(context, {
      ...askedPeriod(options),
      repo: option(options.in),
      person: option(options.person),
      team: option(options.team),
      project: option(options.project),
      limit,
    })
    if (terminal.json) return terminal.value(items)
    if (items.length === 0) return terminal.line('No commit in this period.')
    const { timezone } = context.workspace
    terminal.line(
      table<CommitItem>(
        items,
        [
          { title: 'commit', value: (row) => row.commit.slice(0, 9) },
          { title: 'committed', value: (row) => dateAndTime(Date.parse(row.committedAt), timezone) },
          { title: 'repository', value: (row) => visibleLine(row.repository), least: 12 },
          { title: 'who', value: (row) => visibleLine(row.person), least: 12 },
          { title: 'subject', value: (row) => visibleLine(row.subject), least: 40 },
          { title: 'pull request', value: pullRequestOf },
          { title: 'lines', value: (row) => (row.merge ? 'merge' : `+${row.added} −${row.removed}`), align: 'right' },
          { title: 'in session edits', value: foundOf, align: 'right' },
          {
            title: 'sessions',
            value: (row) => row.sessions.map(({ session }) => visibleLine(session.slice(0, 8))).join(' '),
          },
        ],
        terminal.width,
        terminal.color.dim,
      ),
    )
    if (next !== null) terminal.line(terminal.color.dim(`The latest ${plural(limit, 'commit')}; --limit shows more.`))
  })
}
