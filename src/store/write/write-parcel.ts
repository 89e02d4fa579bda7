import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { tellChanges } from '../changes.ts'
import { writeLeftOut } from '../delete/left-out.ts'
import { inTransaction } from '../transaction.ts'
import type { Parcel, Rows } from './parcel.ts'
import { writeSources } from './sources.ts'
import { tableRules } from './table-rules.ts'

/**
 * Writes rows, cursors and what is to be derived again, all or nothing. The client must be one that
 * `prepareWriter` was called for.
 */
export const writeParcel = (client: ClientBase, parcel: Parcel): Promise<void> =>
  inTransaction(client, async () => {
    for (const rows of parcel.rows) await stage(client, rows)
    await client.query(parcel.rows.flatMap(merge).join(';\n'))
    await writeSources(client, parcel)
    if (parcel.leftOut) await writeLeftOut(client, parcel.leftOut)
    await markDirty(client, parcel)
    await tellChanges(client, [
      { kind: 'written', keys: [] },
      { kind: 'source', keys: parcel.sources.map(({ connector, id }) => `${connector} ${id}`) },
    ])
  })

const prepared = new WeakSet<ClientBase>()

/** Makes a connection ready for `writeParcel`: a staging table for each table. Does so once for each connection. */
export const prepareWriter = async (client: ClientBase): Promise<void> => {
  if (prepared.has(client)) return
  await client.query('set synchronous_commit = off; set client_min_messages = warning')
  await client.query([...tableRules.values()].map((rule) => rule.createStage).join(';\n'))
  prepared.add(client)
}

const stage = async (client: ClientBase, { table, bytes }: Rows): Promise<void> => {
  const copy = client.query(copyFrom(tableRules.get(table)!.copy))
  await pipeline([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)], copy)
}

const merge = ({ table }: Rows): string[] => {
  const { markDisowned, merge: intoTable } = tableRules.get(table)!
  return markDisowned ? [markDisowned, intoTable] : [intoTable]
}

/** A mark that is there already is locked: nobody may take it away who has not seen what is written here. */
const markDirty = async (client: ClientBase, { dirty }: Parcel): Promise<void> => {
  const marks = Object.entries(dirty).flatMap(([kind, keys]) => keys.map((key) => ({ kind, key })))
  await client.query(
    `insert into dirty (kind, key) select * from unnest($1::text[], $2::text[])
     on conflict (org, kind, key) do update set key = excluded.key`,
    [marks.map(({ kind }) => kind), marks.map(({ key }) => key)],
  )
}
