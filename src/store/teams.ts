import type { ClientBase } from 'pg'
import { MaestroError } from '../model/errors.ts'
import { tellChanges } from './changes.ts'
import { markPeople } from './person-words.ts'
import { onePerson } from './questions/find-person.ts'
import { inTransaction } from './transaction.ts'

/** A team as it is named: its members by name, address, home directory or id. */
export interface TeamRequest {
  readonly name: string
  readonly members: readonly string[]
}

const longest = 200
const control = /\p{Cc}/u

const named = (text: string): string => {
  const name = text.trim()
  if (name !== '' && name.length <= longest && !control.test(name)) return name
  throw new MaestroError('usage', `"${text}" is no name of a team.`, `Give 1 to ${longest} characters in one line.`)
}

const remove = async (client: ClientBase, name: string): Promise<number> =>
  (await client.query('delete from team_member where org = 1 and lower(team) = lower($1)', [name])).rowCount ?? 0

const changed = async (client: ClientBase): Promise<void> => {
  await markPeople(client)
  await tellChanges(client, [{ kind: 'team', keys: [] }])
}

/**
 * Names a team, in place of the one of that name, upper and lower case alike; `before` is what it was called until now.
 * Throws `MaestroError('usage')` for what cannot be, where another team is called so and for a name that several people
 * have, `MaestroError('not-found')` for nobody.
 */
export const setTeam = async (client: ClientBase, team: TeamRequest, before?: string): Promise<TeamRequest> => {
  const name = named(team.name)
  if (team.members.length === 0) throw new MaestroError('usage', `Nobody is in "${name}".`, 'Name at least one person.')
  await inTransaction(client, async () => {
    await client.query('lock table team_member in share row exclusive mode')
    const members: string[] = []
    for (const member of team.members) members.push((await onePerson(client, member)).identity)
    if (before !== undefined && before.toLowerCase() !== name.toLowerCase()) {
      const { rows } = await client.query('select from team_member where org = 1 and lower(team) = lower($1)', [name])
      if (rows.length > 0)
        throw new MaestroError(
          'usage',
          `Another team is called "${name}".`,
          'Choose another name, or change that team.',
        )
      await remove(client, before)
    }
    await remove(client, name)
    await client.query(
      'insert into team_member (team, member) select $1, * from unnest($2::text[]) on conflict do nothing',
      [name, members],
    )
    await changed(client)
  })
  return { name, members: team.members }
}

/** Forgets a team that was named here. Throws `MaestroError('not-found')` where none is called so. */
export const removeTeam = (client: ClientBase, name: string): Promise<void> =>
  inTransaction(client, async () => {
    if ((await remove(client, name)) === 0) {
      const { rows } = await client.query('select from team_person where org = 1 and lower(team) = lower($1)', [name])
      throw rows.length > 0
        ? new MaestroError('usage', `The people file says who is in "${name}".`, 'Change the file.')
        : new MaestroError('not-found', `No team is called "${name}".`, 'maestro teams lists them.')
    }
    await changed(client)
  })
