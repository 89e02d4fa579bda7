import type { ClientBase } from 'pg'
import type { HomeAuthor, KnownIdentity } from './evidence.ts'
import type { FilePerson, Known, PersonWord } from './who-is-who.ts'

interface WordRow {
  readonly word: PersonWord['word']
  readonly a: string
  readonly b: string
}

/** All that is known of who is who: what was derived of identities, what people said, and the people file. */
export const readKnown = async (client: ClientBase): Promise<Known> => {
  const identities = await client.query<KnownIdentity>(
    `select id, kind, value, name, names, (extract(epoch from named_at) * 1000)::bigint as "namedAt",
       mapped_to as "mappedTo", told, bot
     from identity where org = 1`,
  )
  const authors = await client.query<HomeAuthor>(
    'select home, email, method, commits, sessions, repository, sha, session from home_author where org = 1',
  )
  const words = await client.query<WordRow>(
    'select word, subject as a, object as b from person_word where org = 1 order by id',
  )
  const file = await client.query<FilePerson>(
    'select name, teams, identities from people_file_entry where org = 1 order by entry',
  )
  return { identities: identities.rows, authors: authors.rows, words: words.rows as PersonWord[], file: file.rows }
}
