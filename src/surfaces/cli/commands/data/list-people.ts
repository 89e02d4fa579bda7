import { joinedBy, type PersonItem, persons } from '../../../answers/persons.ts'
import type { Context } from '../../context.ts'
import { dateAndTime } from '../../output/dates.ts'
import { count } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'
import type { Terminal } from '../../terminal.ts'

const every = async (context: Context): Promise<PersonItem[]> => {
  const all: PersonItem[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await persons.run(context, { limit: 1000, cursor })
    all.push(...(items as PersonItem[]))
    if (next === null) return all
    cursor = next
  }
}

const latestOf = ({ lastSessionAt, lastCommitAt }: PersonItem): number | undefined => {
  const times = [lastSessionAt, lastCommitAt].flatMap((at) => (at === null ? [] : Date.parse(at)))
  return times.length === 0 ? undefined : Math.max(...times)
}

const knownBy = ({ identities }: PersonItem): string =>
  visibleLine(
    identities.map(({ value, joinedBy: by }) => (by === null ? value : `${value} (${joinedBy[by]})`)).join(', '),
  )

/** Prints everybody on record, by name. */
export const listPeople = async (context: Context, terminal: Terminal): Promise<void> => {
  const items = await every(context)
  if (terminal.json) return terminal.value(items)
  if (items.length === 0) return terminal.line('Nobody is on record yet.')
  terminal.line(
    table(
      items,
      [
        { title: 'who', value: ({ name, bot }) => visibleLine(bot ? `${name} (bot)` : name), least: 14 },
        { title: 'sessions', value: ({ sessions }) => count(sessions), align: 'right' },
        {
          title: 'last active',
          value: (row) => {
            const at = latestOf(row)
            return at === undefined ? '' : dateAndTime(at, context.workspace.timezone)
          },
        },
        { title: 'teams', value: ({ teams }) => visibleLine(teams.join(', ')), least: 5 },
        { title: 'known by', value: knownBy, least: 40 },
      ],
      terminal.width,
      terminal.color.dim,
    ),
  )
}
