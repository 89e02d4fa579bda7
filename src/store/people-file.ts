import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { markPeople } from './person-words.ts'
import { inTransaction } from './transaction.ts'

/** What a people file says, as it is stored. */
export interface StoredPeopleFile {
  readonly file: string
  readonly people: readonly {
    readonly name: string
    readonly teams: readonly string[]
    readonly identities: readonly string[]
  }[]
}

const versionOf = (content: StoredPeopleFile | undefined): string | undefined =>
  content && createHash('sha256').update(JSON.stringify(content)).digest('hex')

/**
 * Brings what a people file says into the data, in place of what one said before; one query where that is the same.
 * Whoever was deleted stays away.
 */
export const setPeopleFile = async (client: ClientBase, content: StoredPeopleFile | undefined): Promise<void> => {
  const version = versionOf(content)
  const { rows } = await client.query<{ version: string }>('select version from people_file where org = 1')
  if (rows[0]?.version === version) return
  await inTransaction(client, async () => {
    await client.query('lock table people_file in share row exclusive mode')
    await client.query('delete from people_file where org = 1')
    await client.query('delete from people_file_entry where org = 1')
    if (content !== undefined) {
      await client.query('insert into people_file (version) values ($1)', [version])
      await client.query(
        `insert into people_file_entry (entry, name, teams, identities)
         select entry, name, teams, identities
         from jsonb_to_recordset($1) as row (entry integer, name text, teams text[], identities text[])
         where not identities && array(select value from tombstone_key where org = 1 and kind in ('home', 'email'))`,
        [JSON.stringify(content.people.map((person, entry) => ({ entry, ...person })))],
      )
    }
    await markPeople(client)
  })
}
