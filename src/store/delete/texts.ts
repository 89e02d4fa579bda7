import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { recordKinds } from '../../model/records/index.ts'
import { chunkFieldsOf, tableOf } from '../columns.ts'
import { encodeChunk, packChunk, unpackChunk } from '../texts/chunk.ts'

const page = 20

/** The tables of records whose long texts lie in chunks, by kind. */
export const textTables: ReadonlyMap<string, string> = new Map(
  Object.values(recordKinds).flatMap((kind) =>
    chunkFieldsOf(kind).length > 0 ? [[kind.name as string, tableOf(kind)] as const] : [],
  ),
)

/**
 * Takes out of the chunks that `touched_chunk` names the texts of records that are no more. A chunk that loses one
 * becomes another chunk, with a name after its new content; one that loses all is deleted.
 */
export const dropTexts = async (client: ClientBase): Promise<void> => {
  for (let after = '-9223372036854775808'; ; ) {
    const { rows } = await client.query<{ id: string; session: string; body: Buffer }>(
      `select chunk.id::text as id, session, body from touched_chunk touched
       join text_chunk chunk on chunk.org = 1 and chunk.id = touched.id
       where touched.id > $1::bigint order by touched.id limit ${page}`,
      [after],
    )
    for (const row of rows) await dropFromChunk(client, row)
    if (rows.length < page) return
    after = rows.at(-1)!.id
  }
}

const dropFromChunk = async (
  client: ClientBase,
  { id, session, body }: { id: string; session: string; body: Buffer },
): Promise<void> => {
  const chunk = unpackChunk(body)
  const there = await existing(client, chunk.names)
  const kept = chunk.names.filter((name) => there.has(recordOf(name)))
  if (kept.length === chunk.names.length) return
  let replacement: string | null = null
  if (kept.length > 0) {
    const content = encodeChunk(kept.map((name) => [name, chunk.get(name)]))
    replacement = createHash('sha256').update(session).update(content).digest().readBigInt64BE().toString()
    await client.query('insert into text_chunk (id, session, body) values ($1, $2, $3) on conflict do nothing', [
      replacement,
      session,
      packChunk(content),
    ])
  }
  for (const table of textTables.values()) {
    await client.query(`update ${table} set chunk = $3 where org = 1 and session = $1 and chunk = $2::bigint`, [
      session,
      id,
      replacement,
    ])
  }
  await client.query(
    `with gone as (delete from text_copy where org = 1 and chunk = $1::bigint returning kind, id)
     insert into text_copy (kind, id, chunk)
     select kind, id, $2::bigint from gone where $2 is not null and kind || '/' || id = any($3) on conflict do nothing`,
    [id, replacement, kept.map(recordOf)],
  )
  await client.query('delete from text_chunk where org = 1 and id = $1::bigint', [id])
}

/** `<kind>/<key>` of a text's name `<kind>/<key>/<field>`. */
const recordOf = (name: string): string => name.slice(0, name.lastIndexOf('/'))

/** Which of the records that names name are there. */
const existing = async (client: ClientBase, names: readonly string[]): Promise<Set<string>> => {
  const records = [...new Set(names.map(recordOf))]
  const there = new Set<string>()
  for (const [kind, table] of textTables) {
    const ids = records.flatMap((record) => (record.startsWith(`${kind}/`) ? [record.slice(kind.length + 1)] : []))
    if (ids.length === 0) continue
    const { rows } = await client.query<{ id: string }>(`select id from ${table} where org = 1 and id = any($1)`, [ids])
    for (const row of rows) there.add(`${kind}/${row.id}`)
  }
  return there
}
