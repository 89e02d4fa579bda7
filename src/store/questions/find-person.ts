import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'

/** An identity that was named, and whose it is. */
export interface FoundIdentity {
  /** `home:<path>` or `email:<address>`. */
  readonly identity: string
  readonly person: string
  readonly name: string
  /** How many identities the person has. */
  readonly identities: number
}

/** SQL of the identities that a text (a parameter) names by themselves, in any case: by id, address or home directory. */
export const namedIdentitySql = (text: string): string =>
  `identity.id in (${text}, 'email:' || lower(${text}), 'home:' || ${text})`

const found = (condition: string, order: string) => `
  select identity.id as identity, person.id as person, person.name,
    (select count(*) from identity all_of where all_of.org = 1 and all_of.person = person.id) as identities
  from identity join person on person.org = 1 and person.id = identity.person
  where identity.org = 1 and (${condition}) order by ${order}`

const nobody = (text: string): MaestroError =>
  new MaestroError(
    'not-found',
    `Nobody is known as "${text}".`,
    'Give a name, an address or a home directory as maestro people shows it.',
  )

/** The identity of an address, a home directory or an id. Throws `MaestroError('not-found')`. */
export const oneIdentity = async (client: ClientBase, text: string): Promise<FoundIdentity> => {
  const { rows } = await client.query<FoundIdentity>(found(namedIdentitySql('$1'), 'identity.id'), [text.trim()])
  if (!rows[0]) throw nobody(text)
  return rows[0]
}

/**
 * The person that a text names, by an identity: the very one that was named, or what the person is first known by. Throws
 * `MaestroError('not-found')` for nobody and `MaestroError('usage')` where several are called so.
 */
export const onePerson = async (client: ClientBase, text: string): Promise<FoundIdentity> => {
  const { rows } = await client.query<FoundIdentity>(
    found(
      `${namedIdentitySql('$1')} or person.id = $1 or lower(person.name) = lower($1)`,
      `${namedIdentitySql('$1')} desc, person.id = $1 desc, identity.joined_by is not null, identity.id`,
    ),
    [text.trim()],
  )
  const [first] = rows
  if (!first) throw nobody(text)
  const exact = await client.query(
    `select from identity where org = 1 and (${namedIdentitySql('$1')} or person = $1)`,
    [text.trim()],
  )
  const persons = new Set(rows.map(({ person }) => person))
  if (persons.size > 1 && exact.rowCount === 0)
    throw new MaestroError(
      'usage',
      `Several people are called "${text}": ${rows
        .filter(({ person }, at) => rows.findIndex((row) => row.person === person) === at)
        .map(({ identity }) => identity.slice(identity.indexOf(':') + 1))
        .join(', ')}.`,
      'Give one of these instead of the name.',
    )
  return first
}
