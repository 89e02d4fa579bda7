import { MaestroError } from '../../../../model/errors.ts'
import { type Project, type ProjectPath, removeProject, setProject } from '../../../../store/projects.ts'
import { projects } from '../../../answers/projects.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { dateAndTime } from '../../output/dates.ts'
import { count } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { visibleLine } from '../../output/visible.ts'

const help = 'maestro projects --help shows how.'

const all = (value: OptionValues[string]): readonly string[] => (Array.isArray(value) ? value : [])

const pathOf = (text: string): ProjectPath => {
  const at = text.indexOf(':')
  if (at > 0 && at < text.length - 1) return { repository: text.slice(0, at), path: text.slice(at + 1) }
  throw new MaestroError('usage', `"${text}" names no path in a repository.`, 'Write --path owner/name:packages/web.')
}

const partsOf = ({ in: repositories, path, ticket }: OptionValues): Omit<Project, 'name'> => ({
  repositories: all(repositories),
  paths: all(path).map(pathOf),
  tickets: all(ticket),
})

/** What a project is made of, in a line. */
const told = ({ repositories, paths, tickets }: Omit<Project, 'name'>): string =>
  visibleLine(
    [
      ...repositories,
      ...paths.map(({ repository, path }) => `${repository}:${path}`),
      ...tickets.map((prefix) => `${prefix}-…`),
    ].join(', '),
  )

export const check = ({ path }: OptionValues): void => void all(path).map(pathOf)

/** `maestro projects [add|remove] [name]` */
export const run = async ({ terminal, arguments: words, options, withContext }: Invocation): Promise<void> => {
  const [action, name] = words
  if (action !== undefined && action !== 'add' && action !== 'remove')
    throw new MaestroError('usage', `Projects cannot be told to "${action}".`, help)
  if (action !== undefined && name === undefined) throw new MaestroError('usage', 'A project has a name.', help)
  const parts = partsOf(options)
  if (action !== 'add' && told(parts) !== '')
    throw new MaestroError('usage', 'Only add takes --in, --path and --ticket.', help)
  await withContext(
    async (context) => {
      const { client, workspace } = context
      if (action === 'add') {
        const project = await setProject(client, { name: name!, ...parts })
        if (terminal.json) return terminal.value(project)
        return terminal.line(`${visibleLine(project.name)}: ${told(project)}`)
      }
      if (action === 'remove') {
        await removeProject(client, name!)
        if (terminal.json) return terminal.value({ name })
        return terminal.line(`${visibleLine(name!)} is no project any more; nothing that belonged to it went.`)
      }
      const { items } = await projects.run(context, {})
      if (terminal.json) return terminal.value(items)
      if (items.length === 0)
        return terminal.line('Nobody named a project yet: each repository is one. maestro projects add names one.')
      terminal.line(
        table(
          items,
          [
            { title: 'project', value: (row) => visibleLine(row.name), least: 12 },
            { title: 'sessions', value: (row) => count(row.sessions), align: 'right' },
            {
              title: 'last active',
              value: ({ lastSessionAt }) =>
                lastSessionAt === null ? '' : dateAndTime(Date.parse(lastSessionAt), workspace.timezone),
            },
            { title: 'made of', value: told, least: 30 },
          ],
          terminal.width,
          terminal.color.dim,
        ),
      )
    },
    { sync: false },
  )
}
