import { followLines } from '../../../../linking/fates/follow-lines.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { type SessionSort, sessionSorts } from '../../../../store/questions/sessions-of.ts'
import type { AnswerContext } from '../../../answers/answer.ts'
import { type SessionItem, sessions } from '../../../answers/sessions.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { askedPeriod, option, wholeNumber } from '../../options.ts'
import { dateAndTime } from '../../output/dates.ts'
import { survivalFigures } from '../../output/edit-fates.ts'
import { duration, percent, plural } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const usual = 50
/** From so many characters on there is room for how long lines were kept. */
const wide = 140

/** The repository; where it is not known, the folder that the session was started in. */
const placeName = ({ repository, workingDirectory }: SessionItem): string =>
  repository ?? (workingDirectory ? `…/${workingDirectory.split(/[/\\]/).at(-1)}` : 'unknown')

const sortOf = (value: OptionValues[string]): SessionSort => {
  const name = option(value) ?? 'latest'
  const sort = sessionSorts.find((each) => each === name)
  if (sort) return sort
  throw new MaestroError('usage', `Sessions cannot be sorted by "${name}".`, `Give one of ${sessionSorts.join(', ')}.`)
}

export const check = ({ limit, sort }: OptionValues): void => {
  wholeNumber(limit, 'limit')
  sortOf(sort)
}

/** A page of a search may be shorter than what was asked for: then the next one is asked for, too. */
const latest = async (
  context: AnswerContext,
  options: OptionValues,
  limit: number,
): Promise<{ readonly items: readonly SessionItem[]; readonly next: string | null }> => {
  const items: SessionItem[] = []
  let next: string | null = null
  do {
    const page = await sessions.run(context, {
      ...askedPeriod(options),
      repo: option(options.in),
      person: option(options.person),
      team: option(options.team),
      project: option(options.project),
      agent: option(options.agent),
      search: option(options.search),
      sort: sortOf(options.sort),
      limit: limit - items.length,
      ...(next === null ? {} : { cursor: next }),
    })
    items.push(...page.items)
    next = page.next
  } while (next !== null && items.length < limit)
  return { items, next }
}

/** The share of its lines that landed; nothing where it wrote none that counts. */
const landedOf = ({ lines }: SessionItem): string => {
  if (lines === null) return '?'
  return lines.landedShare === null ? '' : percent(lines.landedShare)
}

const keptOf = ({ lines }: SessionItem): string => (lines === null || lines.landed === 0 ? '' : survivalFigures(lines))

/** `maestro sessions` */
export const run = async ({ terminal, options, withContext }: Invocation): Promise<void> => {
  const limit = wholeNumber(options.limit, 'limit') ?? usual
  await withContext(async (context) => {
    await followLines(context.client, 'soon')
    const { items, next } = await latest(context, options, limit)
    if (terminal.json) return terminal.value(items)
    if (items.length === 0) return terminal.line('No session in this period.')
    const { timezone } = context.workspace
    terminal.line(
      table<SessionItem>(
        items,
        [
          { title: 'id', value: (row) => visibleLine(row.id.slice(0, 8)) },
          { title: 'last active', value: (row) => dateAndTime(Date.parse(row.endedAt), timezone) },
          {
            title: 'repository',
            value: (row) => visibleLine(placeName(row)),
            least: 10,
          },
          { title: 'who', value: (row) => visibleLine(row.person), least: 8 },
          { title: 'what for', value: (row) => visibleLine(row.intent ?? '(nothing says)'), least: 22 },
          { title: 'prompts', value: (row) => String(row.prompts), align: 'right' },
          { title: 'active', value: (row) => duration(row.activeMs), align: 'right' },
          { title: 'lines', value: (row) => (row.edits > 0 ? `+${row.added} −${row.removed}` : ''), align: 'right' },
          { title: 'commits', value: (row) => (row.commits > 0 ? String(row.commits) : ''), align: 'right' },
          { title: 'landed', value: landedOf, align: 'right' },
          ...(terminal.width < wide ? [] : [{ title: 'kept 7/30/90 d', value: keptOf, align: 'right' as const }]),
        ],
        terminal.width,
        terminal.color.dim,
      ),
    )
    const unknown = items.filter(({ lines }) => lines === null).length
    if (unknown > 0)
      terminal.line(
        terminal.color.dim(
          `What became of the lines of ${plural(unknown, 'session')} is not known yet: maestro sync follows them.`,
        ),
      )
    if (next !== null) terminal.line(terminal.color.dim(`The first ${plural(limit, 'session')}; --limit shows more.`))
  })
}
