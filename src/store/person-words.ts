import type { ClientBase } from 'pg'
import { MaestroError } from '../model/errors.ts'
import { oneIdentity, onePerson } from './questions/find-person.ts'
import { inTransaction } from './transaction.ts'

/** What somebody said of who is who. `at` in milliseconds since 1970. */
export interface PersonWordRow {
  readonly id: number
  readonly at: number
  /** Two are the same person, or two different ones; one stands by itself. */
  readonly word: 'same' | 'different' | 'apart'
  /** What one is known by: `home:<path>` or `email:<address>`. */
  readonly subject: string
  readonly object: string | null
}

const columns = `id, (extract(epoch from at) * 1000)::bigint as at, word, subject, object`

/** All that was said and holds, the latest first. */
export const personWords = async (client: ClientBase): Promise<PersonWordRow[]> =>
  (await client.query<PersonWordRow>(`select ${columns} from person_word where org = 1 order by id desc`)).rows

const say = (
  client: ClientBase,
  word: PersonWordRow['word'],
  subject: string,
  object: string | null,
): Promise<PersonWordRow> =>
  inTransaction(client, async () => {
    const { rows } = await client.query<PersonWordRow>(
      `insert into person_word (word, subject, object) values ($1, $2, $3) returning ${columns}`,
      [word, subject, object],
    )
    await markPeople(client)
    return rows[0]!
  })

/** Marks that who is who must be derived again. */
export const markPeople = async (client: ClientBase): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key) values ('people', 'all') on conflict (org, kind, key) do update set key = excluded.key`,
  )
}

/**
 * Says that two persons, each told by name, address, home or id, are one, or that they are two. Throws
 * `MaestroError('usage')` where they are one already or a name is several persons', `MaestroError('not-found')` for nobody.
 */
export const sayOfTwo = async (
  client: ClientBase,
  word: 'same' | 'different',
  one: string,
  other: string,
): Promise<PersonWordRow> => {
  const [a, b] = [await onePerson(client, one), await onePerson(client, other)]
  if (a.person === b.person)
    throw new MaestroError(
      'usage',
      `"${one}" and "${other}" are one person already: ${a.name}.`,
      'maestro people separate takes an address or a home directory away from a person.',
    )
  return say(client, word, a.identity, b.identity)
}

/**
 * Says that an address or home stands by itself, whatever else says whose it is. Throws `MaestroError('usage')` where
 * nothing else is known of its person, `MaestroError('not-found')` for what is not on record.
 */
export const sayApart = async (client: ClientBase, text: string): Promise<PersonWordRow> => {
  const found = await oneIdentity(client, text)
  if (found.identities > 1) return say(client, 'apart', found.identity, null)
  throw new MaestroError(
    'usage',
    `"${text}" is a person by itself already.`,
    'maestro people lists who is known by what.',
  )
}

/** Takes back what was said, by its number; without one what was said last. Throws `MaestroError('not-found')`. */
export const takeBackWord = (client: ClientBase, id?: number): Promise<PersonWordRow> =>
  inTransaction(client, async () => {
    const { rows } = await client.query<PersonWordRow>(
      `delete from person_word
       where org = 1 and id = coalesce($1, (select max(id) from person_word where org = 1)) returning ${columns}`,
      [id ?? null],
    )
    if (!rows[0])
      throw new MaestroError(
        'not-found',
        id === undefined ? 'Nobody said anything of who is who.' : `Nothing was said under number ${id}.`,
        'maestro people said lists what was said.',
      )
    await markPeople(client)
    return rows[0]
  })
