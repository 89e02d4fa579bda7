import type { ClientBase } from 'pg'
import type { StoredTable } from './tables.ts'

/** How many rows a table has, and a checksum of them that does not depend on their order. Both as decimal text. */
export interface TableSum {
  readonly rows: string
  readonly sum: string
}

/** Makes values read the same on every server, for the transaction that the connection is in. */
export const readAlike = async (client: ClientBase): Promise<void> => {
  await client.query(
    `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local bytea_output = 'hex';
     set local extra_float_digits = 1; set local intervalstyle = 'iso_8601'`,
  )
}

/** The sum over the first 64 bits of the SHA-256 of each row. */
export const sumOf = async (client: ClientBase, { name, columns }: StoredTable): Promise<TableSum> => {
  const { rows } = await client.query<TableSum>(
    `select count(*)::text as rows,
       coalesce(sum(('x' || encode(substr(sha256(convert_to(copied::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint), 0)::text as sum
     from (select ${columns.join(', ')} from ${name}) as copied`,
  )
  return rows[0]!
}
