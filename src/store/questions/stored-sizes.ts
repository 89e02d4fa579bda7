import type { ClientBase } from 'pg'

/** How many rows a table holds (as PostgreSQL's statistics have it) and how many bytes it takes with its indexes. */
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
  return rows
}
