import { zstdDecompressSync } from 'node:zlib'
import type { ClientBase } from 'pg'

/** The texts of a chunk, by `<kind>/<key>/<field>`. */
export type ChunkTexts = Readonly<Record<string, unknown>>

/** Opens a chunk as it is stored. */
export const unpackChunk = (body: Uint8Array): ChunkTexts => JSON.parse(zstdDecompressSync(body).toString('utf8')) as ChunkTexts

/** The texts that lie beside records, by chunk id. */
export const readChunks = async (client: ClientBase, ids: readonly (number | string)[]): Promise<Map<string, ChunkTexts>> => {
  const { rows } = await client.query<{ id: string; body: Buffer }>(
    'select id::text as id, body from text_chunk where org = 1 and id = any($1::bigint[])',
    [ids],
  )
  return new Map(rows.map((row) => [row.id, unpackChunk(row.body)]))
}
