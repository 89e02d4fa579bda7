import { derive } from '../../../../jobs/refresh.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { type PersonWordRow, sayApart, sayOfTwo, takeBackWord } from '../../../../store/person-words.ts'
import { personProposals } from '../../../answers/person-proposals.ts'
import { personWordOf, personWords } from '../../../answers/person-words.ts'
import type { Invocation } from '../../command.ts'
import type { Context } from '../../context.ts'
import { dateAndTime } from '../../output/dates.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'
import { listPeople } from './list-people.ts'

const help = 'maestro people --help shows how.'

const known = (identity: string): string => visibleLine(identity.slice(identity.indexOf(':') + 1))

/** What was said, in a sentence. */
const told = ({ word, subject, object }: Pick<PersonWordRow, 'word' | 'subject' | 'object'>): string =>
  word === 'apart'
    ? `${known(subject)} stands by itself`
    : `${known(subject)} and ${known(object!)} are ${word === 'same' ? 'one person' : 'different people'}`

interface Action {
  /** What has to be given beside the action: at least, at most. */
  readonly words: readonly [least: number, most: number]
  run(context: Context, terminal: Terminal, words: readonly string[]): Promise<void>
}

const saying =
  (say: (context: Context, words: readonly string[]) => Promise<PersonWordRow>): Action['run'] =>
  async (context, terminal, words) => {
    const said = await say(context, words)
    await derive(context.client, context.pricer)
    if (terminal.json) return terminal.value(personWordOf(said))
    terminal.line(`${told(said)}. maestro people undo ${said.id} takes it back.`)
  }

const actions: Readonly<Record<string, Action>> = {
  proposals: {
    words: [0, 0],
    async run(context, terminal) {
      const { items } = await personProposals.run(context, {})
      if (terminal.json) return terminal.value(items)
      if (items.length === 0) return terminal.line('Nobody on record is likely to be somebody else on record.')
      for (const { a, b, reasons } of items) {
        terminal.line(`${terminal.color.bold(visibleLine(a.name))} and ${terminal.color.bold(visibleLine(b.name))}`)
        for (const { says, example } of reasons) {
          const seen = example === null ? '' : ` (commit ${visibleLine(example.commit.slice(0, 9))})`
          terminal.line(`  ${visibleLine(says)}${terminal.color.dim(seen)}`)
        }
        const [first, second] = [reasons[0]!.a, reasons[0]!.b].map((id) => quoted(known(id)))
        terminal.line(terminal.color.dim(`  maestro people join ${first} ${second}`))
      }
    },
  },
  said: {
    words: [0, 0],
    async run(context, terminal) {
      const { items } = await personWords.run(context, {})
      if (terminal.json) return terminal.value(items)
      if (items.length === 0) return terminal.line('Nobody said anything of who is who yet.')
      terminal.line(
        table(
          items,
          [
            { title: 'number', value: ({ id }) => String(id), align: 'right' },
            { title: 'said', value: ({ at }) => dateAndTime(Date.parse(at), context.workspace.timezone) },
            { title: 'what', value: told, least: 40 },
          ],
          terminal.width,
          terminal.color.dim,
        ),
      )
    },
  },
  join: { words: [2, 2], run: saying(({ client }, [a, b]) => sayOfTwo(client, 'same', a!, b!)) },
  differ: { words: [2, 2], run: saying(({ client }, [a, b]) => sayOfTwo(client, 'different', a!, b!)) },
  separate: { words: [1, 1], run: saying(({ client }, [identity]) => sayApart(client, identity!)) },
  undo: {
    words: [0, 1],
    async run({ client, pricer }, terminal, [number]) {
      const taken = await takeBackWord(client, number === undefined ? undefined : Number(number))
      await derive(client, pricer)
      if (terminal.json) return terminal.value(personWordOf(taken))
      terminal.line(`Taken back: ${told(taken)}.`)
    },
  },
}

const quoted = (text: string): string => (/^[\w@.+/-]+$/.test(text) ? text : `"${text}"`)

/** `maestro people [proposals|said|join|differ|separate|undo] [who...]` */
export const run = async ({ terminal, arguments: words, withContext }: Invocation): Promise<void> => {
  const [name, ...rest] = words
  const action = name === undefined ? undefined : Object.hasOwn(actions, name) ? actions[name] : null
  if (action === null) throw new MaestroError('usage', `People cannot be told to "${name}".`, help)
  if (action && (rest.length < action.words[0] || rest.length > action.words[1]))
    throw new MaestroError(
      'usage',
      `${name} takes ${action.words[0] === 1 ? 'one word' : `${action.words[1]} words`}.`,
      help,
    )
  if (name === 'undo' && rest[0] !== undefined && !/^\d{1,15}$/.test(rest[0]))
    throw new MaestroError('usage', `"${rest[0]}" is no number.`, 'maestro people said lists what was said, by number.')
  await withContext(
    (context) => (action ? action.run(context, terminal, rest) : listPeople(context, terminal)),
    action ? { sync: false } : {},
  )
}
