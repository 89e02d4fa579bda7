import type { ClientBase } from 'pg'
import { unpackChunk } from '../../src/store/texts/chunk.ts'

/** Every value in every table as text, with the table's name before it; compressed texts opened. */
export const everythingStored = async (client: ClientBase): Promise<string[]> => {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_stat_user_tables where schemaname = 'public' order by relname`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    if (name === 'text_chunk') {
      const { rows } = await client.query<{ session: string; body: Buffer }>('select session, body from text_chunk')
      for (const { session, body } of rows) {
        const chunk = unpackChunk(body)
        for (const entry of chunk.names) texts.push(`${name} ${session} ${entry} ${JSON.stringify(chunk.get(entry))}`)
      }
    } else {
      const { rows } = await client.query<{ text: string }>(`select row::text as text from ${name} row`)
      texts.push(...rows.map(({ text }) => `${name} ${text}`))
    }
  }
  return texts
}
