import { derive } from '../../../../jobs/refresh.ts'
import { MaestroError } from '../../../../model/errors.ts'
import { removeTeam, setTeam } from '../../../../store/teams.ts'
import { teams } from '../../../answers/teams.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { dateAndTime } from '../../output/dates.ts'
import { count } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const help = 'maestro teams --help shows how.'

const all = (value: OptionValues[string]): readonly string[] => (Array.isArray(value) ? value : [])

/** `maestro teams [add|remove] [name]` */
export const run = async ({ terminal, arguments: words, options, withContext }: Invocation): Promise<void> => {
  const [action, name] = words
  const members = all(options.member)
  if (action !== undefined && action !== 'add' && action !== 'remove')
    throw new MaestroError('usage', `Teams cannot be told to "${action}".`, help)
  if (action !== undefined && name === undefined) throw new MaestroError('usage', 'A team has a name.', help)
  if (action !== 'add' && members.length > 0) throw new MaestroError('usage', 'Only add takes --member.', help)
  await withContext(
    async (context) => {
      const { client, pricer, workspace } = context
      if (action === 'add') {
        const team = await setTeam(client, { name: name!, members })
        await derive(client, pricer)
        if (terminal.json) return terminal.value(team)
        return terminal.line(`${visibleLine(team.name)}: ${visibleLine(team.members.join(', '))}`)
      }
      if (action === 'remove') {
        await removeTeam(client, name!)
        await derive(client, pricer)
        if (terminal.json) return terminal.value({ name })
        return terminal.line(`${visibleLine(name!)} is no team any more; nothing of anybody in it went.`)
      }
      const { items } = await teams.run(context, {})
      if (terminal.json) return terminal.value(items)
      if (items.length === 0)
        return terminal.line(
          'Nobody named a team yet: everybody is one. maestro teams add names one, or a people file (--people).',
        )
      terminal.line(
        table(
          items,
          [
            { title: 'team', value: (row) => visibleLine(row.name), least: 12 },
            { title: 'sessions', value: (row) => count(row.sessions), align: 'right' },
            {
              title: 'last active',
              value: ({ lastSessionAt }) =>
                lastSessionAt === null ? '' : dateAndTime(Date.parse(lastSessionAt), workspace.timezone),
            },
            {
              title: 'who',
              value: ({ persons }) => visibleLine(persons.map((person) => person.name).join(', ')),
              least: 30,
            },
          ],
          terminal.width,
          terminal.color.dim,
        ),
      )
    },
    { sync: false },
  )
}
