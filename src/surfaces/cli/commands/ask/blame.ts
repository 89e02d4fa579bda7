import { resolve } from 'node:path'
import type { z } from 'zod'
import { followLines } from '../../../../linking/fates/follow-lines.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { checkoutOfPath, knowsFile } from '../../../../store/questions/file-at.ts'
import { blame } from '../../../answers/blame.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import type { Context } from '../../context.ts'
import { option } from '../../options.ts'
import { dateAndTime } from '../../output/dates.ts'
import { plural } from '../../output/figures.ts'
import { fitTo } from '../../output/table.ts'
import { visible, visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'

type Blamed = z.output<typeof blame.answer>

export const check = ({ on, commit }: OptionValues): void => {
  if (on !== undefined && commit !== undefined)
    throw new MaestroError('usage', 'A commit and a date were given.', 'Give --on or --commit.')
}

/** `maestro blame <file>` */
export const run = async ({ terminal, options, arguments: [file], withContext }: Invocation): Promise<void> => {
  await withContext(async (context) => {
    await followLines(context.client)
    const answer = await blame.run(context, {
      ...(await meant(context, file!, options)),
      commit: option(options.commit),
      on: option(options.on),
      asOf: option(options.asOf),
      timezone: option(options.timezone),
    })
    if (terminal.json) return terminal.value(answer)
    print(answer as Blamed, terminal, context.workspace.timezone)
  })
}

/** A path is one below the root of the repository that is named, else below the folder one is in, as with git. */
const meant = async (
  { client }: Context,
  file: string,
  options: OptionValues,
): Promise<{ readonly path: string; readonly repo: string | undefined }> => {
  const repo = option(options.in)
  if (repo !== undefined) return { path: file, repo }
  const there = await checkoutOfPath(client, resolve(file))
  if (there === undefined) return { path: file, repo: undefined }
  const asGiven = !(await knowsFile(client, there.repository, there.path))
  return { path: asGiven ? file : there.path, repo: there.repository }
}

const mostPerson = 18

const print = (answer: Blamed, terminal: Terminal, timezone: string): void => {
  const { color } = terminal
  const at = `${answer.commit.slice(0, 9)}, ${dateAndTime(Date.parse(answer.committedAt), timezone)}`
  terminal.line(color.dim(`${visibleLine(answer.repository)} at ${at}`))
  if (!answer.text) terminal.line(color.dim('No clone on this machine has the text; these are the origins alone.'))
  const heads = answer.origins.map((origin) => headOf(origin, timezone))
  const width = Math.max(1, ...heads.map((head) => head.length))
  const digits = String(answer.lines.length).length
  const headAt = (index: number | null) => (index === null ? 'unknown' : heads[index]!).padEnd(width)
  if (answer.text) {
    for (const [index, { origin, text }] of answer.lines.entries())
      terminal.line(
        `${color.dim(`${headAt(origin)} ${String(index + 1).padStart(digits)}`)} ${visible(text!.replace(/\r$/, ''))}`,
      )
  } else {
    for (let from = 0; from < answer.lines.length; ) {
      const { origin } = answer.lines[from]!
      let to = from + 1
      while (to < answer.lines.length && answer.lines[to]!.origin === origin) to++
      const subject = origin === null ? '' : visibleLine(answer.origins[origin]!.subject)
      terminal.line(`${color.dim(headAt(origin))} ${`${from + 1}–${to}`.padStart(2 * digits + 1)} ${subject}`)
      from = to
    }
  }
  if (!answer.whole) terminal.line(color.dim('More lines may follow, of which nothing is known.'))
  const unknown = answer.lines.filter(({ origin }) => origin === null).length
  if (unknown > 0) terminal.line(color.dim(`Of ${plural(unknown, 'line')} it is not known where they come from.`))
}

const headOf = ({ commit, authoredAt, person, bot }: Blamed['origins'][number], timezone: string): string => {
  const who = fitTo(visibleLine(person), mostPerson).padEnd(mostPerson)
  return `${commit.slice(0, 9)} ${dateAndTime(Date.parse(authoredAt), timezone).slice(0, 10)} ${who}${bot ? ' (bot)' : ''}`
}
