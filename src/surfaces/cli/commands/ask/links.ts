import type { AnswerContext } from '../../../answers/answer.ts'
import { type LinkItem, links } from '../../../answers/links.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { askedPeriod, option, wholeNumber } from '../../options.ts'
import { percent, plural } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const usual = 50
const mostOnPage = 500

export const check = ({ limit }: OptionValues): void => void wholeNumber(limit, 'limit')

/** At most `limit` links, read page by page; `more` tells whether there are others. */
const found = async (
  context: AnswerContext,
  options: OptionValues,
  limit: number,
): Promise<{ readonly items: readonly LinkItem[]; readonly more: boolean }> => {
  const items: LinkItem[] = []
  let next: string | null = null
  do {
    const page = await links.run(context, {
      ...askedPeriod(options),
      repo: option(options.in),
      person: option(options.person),
      team: option(options.team),
      project: option(options.project),
      session: option(options.session),
      commit: option(options.commit),
      limit: Math.min(mostOnPage, limit - items.length),
      ...(next === null ? {} : { cursor: next }),
    })
    items.push(...(page.items as LinkItem[]))
    next = page.next
  } while (next !== null && items.length < limit)
  return { items, more: next !== null }
}

/** `maestro links` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const limit = wholeNumber(options.limit, 'limit') ?? (terminal.json ? Number.POSITIVE_INFINITY : usual)
  await withContext(async (context) => {
    const { items, more } = await found(context, options, limit)
    if (terminal.json) return terminal.value(items)
    if (items.length === 0) return terminal.line('No commit of this period was found to come from a session.')
    terminal.line(
      table<LinkItem>(
        items,
        [
          { title: 'commit', value: (row) => row.commit.slice(0, 9) },
          { title: 'repository', value: (row) => visibleLine(row.repository), least: 12 },
          { title: 'session', value: (row) => visibleLine(row.session.slice(0, 8)) },
          { title: 'confidence', value: (row) => row.confidence },
          { title: 'found by', value: (row) => row.methods.join(', ') },
          { title: 'lines found', value: (row) => String(row.lines), align: 'right' },
          { title: 'of its lines', value: (row) => percent(row.shownShare), align: 'right' },
          { title: 'weighted', value: (row) => percent(row.weightedShare), align: 'right' },
        ],
        terminal.width,
        terminal.color.dim,
      ),
    )
    if (more) terminal.line(terminal.color.dim(`The latest ${plural(limit, 'link')}; --limit shows more.`))
  })
}
