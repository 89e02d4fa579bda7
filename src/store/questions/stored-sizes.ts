import { type ClientBase, escapeIdentifier } from 'pg'

/** Tables up to this size are counted; the rows of larger ones are those of PostgreSQL's statistics. */
const countedBytes = 1024 ** 2

/** How many rows a table holds (about, where it is large) and how many bytes it takes with its indexes. */
export interface StoredSize {
  readonly table: string
  readonly rows: number
  readonly bytes: number
}

/** What is stored, the largest first. */
export const storedSizes = async (client: ClientBase): Promise<StoredSize[]> => {
  const { rows } = await client.query<StoredSize>(
    `select relname as table, n_live_tup as rows, pg_total_relation_size(relid) as bytes
     from pg_stat_user_tables where schemaname = 'public' order by bytes desc, relname`,
  )
  const small = rows.filter(({ bytes }) => bytes <= countedBytes)
  if (small.length === 0) return rows
  const counts = small.map(({ table }, at) => `(select count(*) from ${escapeIdentifier(table)}) as t${at}`)
  const [counted] = (await client.query<Record<string, number>>(`select ${counts.join(', ')}`)).rows
  const exact = new Map(small.map(({ table }, at) => [table, counted![`t${at}`]!]))
  return rows.map((row) => ({ ...row, rows: exact.get(row.table) ?? row.rows }))
}
