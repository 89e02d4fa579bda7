import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Parcel, Rows } from './parcel.ts'
import { writeSources } from './sources.ts'
import { tableRules } from './table-rules.ts'

/**
 * Writes rows, cursors and what is to be derived again, all or nothing. The client must be one that
 * `prepareWriter` was called for.
 */
export const writeParcel = async (client: ClientBase, parcel: Parcel): Promise<void> => {
  await client.query('begin')
  try {
    for (const rows of parcel.rows) await writeRows(client, rows)
    await writeSources(client, parcel)
    for (const [kind, keys] of Object.entries(parcel.dirty)) {
      await client.query(markDirty, [kind, keys])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** A mark that is there already is locked: nobody may take it away who has not seen what is written here. */
const markDirty = `
  insert into dirty (kind, key) select $1, key from unnest($2::text[]) key
  on conflict (org, kind, key) do update set key = excluded.key`

/** Makes a connection ready for `writeParcel`: a staging table for each table. */
export const prepareWriter = async (client: ClientBase): Promise<void> => {
  await client.query('set synchronous_commit = off; set client_min_messages = warning')
  await client.query([...tableRules.values()].map((rule) => rule.createStage).join(';\n'))
}

const writeRows = async (client: ClientBase, { table, bytes }: Rows): Promise<void> => {
  const rule = tableRules.get(table)!
  const copy = client.query(copyFrom(rule.copy))
  await pipeline([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)], copy)
  if (rule.markDisowned) await client.query(rule.markDisowned)
  await client.query(rule.merge)
  await client.query(rule.clearStage)
}
