import { resolve } from 'node:path'
import stringWidth from 'string-width'
import type { z } from 'zod'
import { followLines } from '../../../../linking/fates/follow-lines.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { checkoutOfPath, knowsFile } from '../../../../store/questions/file-at.ts'
import { blame } from '../../../answers/blame.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import type { Context } from '../../context.ts'
import { option } from '../../options.ts'
import { dateAndTime } from '../../output/dates.ts'
import { count, plural } from '../../output/figures.ts'
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

const mostWriter = 34

const print = (answer: Blamed, terminal: Terminal, timezone: string): void => {
  const { color } = terminal
  const at = `${answer.commit.slice(0, 9)}, ${dateAndTime(Date.parse(answer.committedAt), timezone)}`
  terminal.line(color.dim(`${visibleLine(answer.repository)} at ${at}`))
  if (!answer.text) terminal.line(color.dim('No clone on this machine has the text; these are the origins alone.'))
  const margin = new Margin(answer, timezone)
  const digits = String(answer.lines.length).length
  for (let from = 0; from < answer.lines.length; ) {
    const to = endOfRun(answer, from)
    if (answer.text)
      for (let line = from; line < to; line++) {
        const before = color.dim(`${margin.at(line, line === from)} ${String(line + 1).padStart(digits)}`)
        terminal.line(`${before} ${visible(answer.lines[line]!.text!.replace(/\r$/, ''))}`)
      }
    else {
      const { origin } = answer.lines[from]!
      const subject = origin === null ? '' : visibleLine(answer.origins[origin]!.subject)
      terminal.line(`${color.dim(margin.at(from, true))} ${`${from + 1}–${to}`.padStart(2 * digits + 1)} ${subject}`)
    }
    from = to
  }
  if (!answer.whole) terminal.line(color.dim('More lines may follow, of which nothing is known.'))
  terminal.line(color.dim(summaryOf(answer)))
}

/** Lines that follow each other and are from the same hand. */
const endOfRun = ({ lines }: Blamed, from: number): number => {
  let to = from + 1
  while (to < lines.length && lines[to]!.origin === lines[from]!.origin && lines[to]!.writer === lines[from]!.writer)
    to++
  return to
}

/** What stands before the lines: the commit, its day and who wrote them; that only where it changes. */
class Margin {
  readonly #answer: Blamed
  readonly #commits: readonly string[]
  readonly #writers: readonly string[]
  readonly #width: number

  constructor(answer: Blamed, timezone: string) {
    this.#answer = answer
    this.#commits = answer.origins.map(
      ({ commit, authoredAt }) => `${commit.slice(0, 9)} ${dateAndTime(Date.parse(authoredAt), timezone).slice(0, 10)}`,
    )
    this.#writers = answer.writers.map((writer) => fitTo(writerName(writer), mostWriter))
    this.#width = Math.max(1, ...this.#writers.map((name) => stringWidth(name)))
  }

  at(line: number, named: boolean): string {
    const { origin, writer } = this.#answer.lines[line]!
    const commit = origin === null ? '' : this.#commits[origin]!
    const name = named ? this.#writers[writer]! : ''
    return `${commit.padEnd('123456789 2026-02-09'.length)} ${name}${' '.repeat(this.#width - stringWidth(name))}`
  }
}

/** A session with the beginning of the prompt, a person, or a bot. */
const writerName = ({ kind, session, prompt, person }: Blamed['writers'][number]): string => {
  if (kind === 'session') return visibleLine(`▸ ${session!.slice(0, 8)} ${prompt?.text ?? ''}`.trimEnd())
  if (kind === 'unknown') return 'unknown'
  return visibleLine(`${person}${kind === 'bot' ? ' (bot)' : ''}`)
}

const kinds = [
  ['session', '▸ in session edits'],
  ['person', 'by people, in no session edit on record'],
  ['bot', 'by bots'],
  ['unknown', 'of unknown origin'],
] as const

/** `12 lines: 8 ▸ in session edits, 4 by people, in no session edit on record` */
const summaryOf = ({ lines, writers }: Blamed): string => {
  const counts = kinds.flatMap(([kind, name]) => {
    const number = lines.filter(({ writer }) => writers[writer]!.kind === kind).length
    return number === 0 ? [] : [`${count(number)} ${name}`]
  })
  return `${plural(lines.length, 'line')}: ${counts.join('; ')}.`
}
