import type { ClientBase } from 'pg'
import { encodeEntry, recordHash } from './entries.ts'
import type { Order } from './order.ts'
import { addKeys, bumpVersion, type TombstoneKey } from './tombstones.ts'

/** A record that a reader left out and of which copies may come from other logs, or came before. */
export interface LeftOutRecord {
  readonly tombstone: number
  readonly kind: string
  readonly key: string
  readonly order: Order
}

/** What a reader learned while it left out what was deleted. */
export interface LeftOut {
  /** Further names: a subagent of a deleted session, a session in a deleted repository. */
  readonly keys: readonly TombstoneKey[]
  readonly records: readonly LeftOutRecord[]
}

/** Two in one. */
export const joinLeftOut = (before: LeftOut | undefined, then: LeftOut): LeftOut =>
  before ? { keys: [...before.keys, ...then.keys], records: [...before.records, ...then.records] } : then

/** Keeps what was learned, in the transaction that moves the cursor past it. No text of a record is in it. */
export const writeLeftOut = async (client: ClientBase, { keys, records }: LeftOut): Promise<void> => {
  await addKeys(client, keys)
  const byOwner = Map.groupBy(records, ({ tombstone, order }) => `${tombstone} ${order.owner}`)
  const owned = [...byOwner.values()]
  if (owned.length > 0) {
    await client.query(
      `insert into tombstone_records (tombstone, owner, entries)
       select * from unnest($1::bigint[], $2::text[], $3::bytea[])`,
      [
        owned.map((group) => group[0]!.tombstone),
        owned.map((group) => group[0]!.order.owner),
        owned.map((group) =>
          Buffer.concat(group.map(({ kind, key, order }) => encodeEntry(recordHash(kind, key), order))),
        ),
      ],
    )
    await client.query(
      `insert into left_out (kind, id, owner, at, position, rank)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[], $6::float8[])
       on conflict do nothing`,
      [
        records.map(({ kind }) => kind),
        records.map(({ key }) => key),
        records.map(({ order }) => order.owner),
        records.map(({ order }) => new Date(order.at)),
        records.map(({ order }) => order.position),
        records.map(({ order }) => order.rank),
      ],
    )
  }
  await bumpVersion(client)
}
