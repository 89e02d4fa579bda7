import type { ClientBase } from 'pg'
import { MaestroError } from '../model/errors.ts'
import { tellChanges } from './changes.ts'
import { inTransaction } from './transaction.ts'

/** A path inside of a repository, as git writes it: `packages/web`. */
export interface ProjectPath {
  /** Repository name, in whole or its last part, or its id. */
  readonly repository: string
  readonly path: string
}

/** A project: what belongs to any of its parts belongs to it. */
export interface Project {
  readonly name: string
  readonly repositories: readonly string[]
  readonly paths: readonly ProjectPath[]
  /** Prefixes of a tracker's keys: `PAY` of PAY-88. */
  readonly tickets: readonly string[]
}

const longest = 200
const mostParts = 200
const ticket = /^[a-z][a-z0-9_]{0,29}$/i
const control = /\p{Cc}/u

const cannotBe = (what: string, next: string): MaestroError => new MaestroError('usage', what, next)

const named = (text: string, what: string): string => {
  const name = text.trim()
  if (name !== '' && name.length <= longest && !control.test(name)) return name
  throw cannotBe(`"${text}" is no name of a ${what}.`, `Give 1 to ${longest} characters in one line.`)
}

const pathOf = (text: string): string => {
  const steps = text
    .replaceAll('\\', '/')
    .split('/')
    .filter((step) => step !== '' && step !== '.')
  if (steps.length === 0 || steps.includes('..'))
    throw cannotBe(
      `"${text}" is no path inside of a repository.`,
      'Give a folder or file as git writes it: packages/web. A whole repository is named as one.',
    )
  return named(steps.join('/'), 'path')
}

const ticketOf = (text: string): string => {
  const prefix = text.trim().replace(/-+$/, '')
  if (ticket.test(prefix)) return prefix.toUpperCase()
  throw cannotBe(`"${text}" is no prefix of a ticket's key.`, 'Give what stands before the number: PAY of PAY-88.')
}

/** The same project in the form in which it is stored. Throws `MaestroError('usage')` for what cannot be. */
const checked = ({ name, repositories, paths, tickets }: Project): Project => {
  if (repositories.length + paths.length + tickets.length > mostParts)
    throw cannotBe(`A project has at most ${mostParts} parts.`, 'Name repositories rather than many paths.')
  if (repositories.length + paths.length + tickets.length === 0)
    throw cannotBe(
      `Nothing says what belongs to "${name}".`,
      'Name at least one repository, path inside of one, or prefix of tickets.',
    )
  return {
    name: named(name, 'project'),
    repositories: repositories.map((repository) => named(repository, 'repository')),
    paths: paths.map(({ repository, path }) => ({ repository: named(repository, 'repository'), path: pathOf(path) })),
    tickets: tickets.map(ticketOf),
  }
}

const partsOf = ({ repositories, paths, tickets }: Project): [kind: string, repository: string, value: string][] => [
  ...repositories.map((repository): [string, string, string] => ['repository', repository, '']),
  ...paths.map(({ repository, path }): [string, string, string] => ['path', repository, path]),
  ...tickets.map((prefix): [string, string, string] => ['ticket', '', prefix]),
]

const remove = async (client: ClientBase, name: string): Promise<number> =>
  (await client.query('delete from project_part where org = 1 and lower(project) = lower($1)', [name])).rowCount ?? 0

const tell = (client: ClientBase): Promise<void> => tellChanges(client, [{ kind: 'project', keys: [] }])

/**
 * Names a project, in place of the one of that name, upper and lower case alike; `before` is what it was called until
 * now. Throws `MaestroError('usage')` for what cannot be and where another project is called so.
 */
export const setProject = async (client: ClientBase, project: Project, before?: string): Promise<Project> => {
  const wanted = checked(project)
  await inTransaction(client, async () => {
    // Of two who name projects at once the second sees the first one's.
    await client.query('lock table project_part in share row exclusive mode')
    if (before !== undefined && before.toLowerCase() !== wanted.name.toLowerCase()) {
      const { rows } = await client.query('select from project_part where org = 1 and lower(project) = lower($1)', [
        wanted.name,
      ])
      if (rows.length > 0)
        throw cannotBe(`Another project is called "${wanted.name}".`, 'Choose another name, or change that project.')
      await remove(client, before)
    }
    await remove(client, wanted.name)
    const parts = partsOf(wanted)
    await client.query(
      `insert into project_part (project, kind, repository, value)
       select $1, * from unnest($2::text[], $3::text[], $4::text[]) on conflict do nothing`,
      [wanted.name, parts.map(([kind]) => kind), parts.map(([, of]) => of), parts.map(([, , value]) => value)],
    )
    await tell(client)
  })
  return wanted
}

/** Forgets a project; nothing that belongs to it goes. Throws `MaestroError('not-found')` where none is called so. */
export const removeProject = (client: ClientBase, name: string): Promise<void> =>
  inTransaction(client, async () => {
    if ((await remove(client, name)) === 0)
      throw new MaestroError('not-found', `No project is called "${name}".`, 'maestro projects lists them.')
    await tell(client)
  })
