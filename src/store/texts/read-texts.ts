import type { ClientBase } from 'pg'
import { type Chunk, unpackChunk } from './chunk.ts'

/** The texts that lie beside records, by chunk id. */
export const readChunks = async (client: ClientBase, ids: readonly string[]): Promise<Map<string, Chunk>> => {
  const { rows } = await client.query<{ id: string; body: Buffer }>(
    'select id::text as id, body from text_chunk where org = 1 and id = any($1::bigint[])',
    [ids],
  )
  return new Map(rows.map((row) => [row.id, unpackChunk(row.body)]))
}
