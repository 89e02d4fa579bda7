import type { z } from 'zod'
import { MaestroError } from '../../../../model/errors.ts'
import type { AnswerContext, DeepReadonly } from '../../../answers/answer.ts'
import { pullRequest } from '../../../answers/pull-request.ts'
import { pullRequests } from '../../../answers/pull-requests.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { option } from '../../options.ts'
import { dateAndTime } from '../../output/dates.ts'
import { count, percent, plural } from '../../output/figures.ts'
import { fitTo } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'

type Told = DeepReadonly<z.output<typeof pullRequest.answer>>

const knownOf = ({ asOf, timezone }: OptionValues) => ({ asOf: option(asOf), timezone: option(timezone) })

/** The number, of `12` and `#12`. Throws `MaestroError('usage')` for anything else. */
const numberOf = (given: string): string => {
  const number = given.replace(/^#/, '')
  if (/^[1-9]\d{0,14}$/.test(number)) return number
  throw new MaestroError('usage', `"${given}" is no number of a pull request.`, 'Give one such as 412.')
}

/** The only repository that has a pull request of that number. Throws where none or several have. */
const onlyOne = async (context: AnswerContext, number: string, options: OptionValues): Promise<string> => {
  const { items } = await pullRequests.run(context, { ...knownOf(options), number, limit: 500 })
  const names = [...new Set(items.map(({ repository }) => repository))]
  if (names.length > 1)
    throw new MaestroError(
      'usage',
      `Several repositories have a #${number}: ${names.join(', ')}.`,
      'Name one with --in.',
    )
  if (names[0] !== undefined) return names[0]
  throw new MaestroError('not-found', `No pull request #${number} is on record.`, 'Only merged ones are.')
}

/** `maestro pull-request <number>` */
export const run = async ({ terminal, options, arguments: [given], withContext }: Invocation): Promise<void> => {
  const number = numberOf(given!)
  await withContext(async (context) => {
    const repo = option(options.in) ?? (await onlyOne(context, number, options))
    const answer = await pullRequest.run(context, { repo, number, ...knownOf(options) })
    if (terminal.json) return terminal.value(answer)
    print(answer, terminal, context.workspace.timezone)
  })
}

const shareOf = ({ countedLines, foundLines }: Pick<Told, 'countedLines' | 'foundLines'>): string | undefined =>
  countedLines === null || foundLines === null || countedLines === 0
    ? undefined
    : `${count(foundLines)} of ${count(countedLines)} counted lines (${percent(foundLines / countedLines)})`

const print = (answer: Told, terminal: Terminal, timezone: string): void => {
  const { color } = terminal
  const { number, title, repository, person, mergedAt, inferred } = answer.pullRequest
  terminal.line(color.bold(`#${number} ${visibleLine(title)}`))
  const facts = [
    visibleLine(repository),
    person === null ? undefined : visibleLine(person),
    `merged ${dateAndTime(Date.parse(mergedAt), timezone)}`,
    inferred ? 'concluded from commits alone' : undefined,
  ]
  terminal.line(color.dim(facts.filter(Boolean).join(' · ')))
  const share = shareOf(answer)
  if (share !== undefined) terminal.line(`${share} found in session edits: at least so many.`)
  terminal.line()
  for (const commit of answer.commits) {
    const own = shareOf(commit)
    terminal.line(
      `${commit.commit.slice(0, 9)} ${visibleLine(commit.subject)} ${color.dim(`+${commit.added} −${commit.removed}${own === undefined ? '' : `, ${own}`}`)}`,
    )
  }
  if (answer.behind.length === 0)
    terminal.line(color.dim('No session on record was found behind it, which is no evidence that there was none.'))
  for (const session of answer.behind) {
    terminal.line()
    terminal.line(color.bold(visibleLine(session.intent ?? 'A session that says nothing of its purpose')))
    const found = [
      session.session.slice(0, 8),
      session.person === null ? undefined : visibleLine(session.person),
      `${session.confidence}, by ${session.methods.join(', ')}`,
      `${plural(session.lines, 'line')} of ${plural(session.commits, 'commit')}`,
    ]
    terminal.line(color.dim(found.filter(Boolean).join(' · ')))
    for (const prompt of session.prompts) {
      const lines = plural(prompt.lines, 'line').padStart(11)
      terminal.line(`${color.dim(lines)}  ${fitTo(visibleLine(prompt.text), Math.max(20, terminal.width - 13))}`)
    }
    const more = session.promptCount - session.prompts.length
    if (more > 0) terminal.line(color.dim(`and ${plural(more, 'prompt')} with fewer lines.`))
  }
}
