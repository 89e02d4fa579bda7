import { isDeepStrictEqual } from 'node:util'
import type { ClientBase } from 'pg'
import { openDatabase } from '../../../src/store/database.ts'
import { allDerived, allFacts } from '../../support/store.ts'
import type { OwnServer } from './own-server.ts'

/** All that a database holds, wherever the folder lies that it was read from. */
export type Stored = Awaited<ReturnType<typeof storedIn>>

/** A history that is read on begins with its refs again, so its count of records tells nothing. */
const storedIn = async (client: ClientBase, folder: string) => {
  const sources = await client.query(
    `select connector, id, bytes, items, case connector when 'git' then null else records end as records, set_aside,
       skipped, versions, finished from source order by connector, id`,
  )
  const marks = await client.query('select count(*) as left from dirty')
  const all = {
    facts: await allFacts(client),
    derived: await allDerived(client),
    marks: marks.rows,
    sources: sources.rows,
  }
  return JSON.parse(JSON.stringify(all).replaceAll(folder, '/')) as typeof all
}

/** What stands in a database of the server that was read from a folder. */
export const askStored = async (server: OwnServer, name: string, folder: string): Promise<Stored> => {
  const database = await openDatabase(async () => ({ ...(await server.address()), database: name }))
  const client = await database.connect()
  try {
    return await storedIn(client, folder)
  } finally {
    await client.end()
    await database.close()
  }
}

/** Where what is stored differs from what is expected. What is counted of each source depends on how its log grew. */
export const differences = (stored: Stored, expected: Stored, grew: boolean): string[] => {
  const wrong: string[] = []
  const compare = (what: string, one: unknown, other: unknown) => {
    if (!isDeepStrictEqual(one, other)) wrong.push(`${what} differ: ${firstDifference(one, other)}`)
  }
  compare('records', stored.facts, expected.facts)
  for (const table of Object.keys(expected.derived)) compare(table, stored.derived[table], expected.derived[table])
  compare('marks', stored.marks, expected.marks)
  if (!grew) compare('sources', stored.sources, expected.sources)
  return wrong
}

const firstDifference = (one: unknown, other: unknown): string => {
  const [a, b] = [one, other].map((value) => (Array.isArray(value) ? value : [value]))
  const index = a!.findIndex((value, at) => !isDeepStrictEqual(value, b![at]))
  return `${a!.length} and ${b!.length}; ${JSON.stringify(a![index])}, not ${JSON.stringify(b![index])}`.slice(0, 1500)
}
