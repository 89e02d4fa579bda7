import type { ClientBase } from 'pg'
import { totalOf } from './plan.ts'
import type { DeletionRequest } from './request.ts'

/** A deletion that holds. Times in milliseconds since 1970. */
export interface TombstoneRow {
  readonly id: number
  readonly kind: DeletionRequest['kind']
  /** Of a session and a repository the id, of a person the person's id. */
  readonly key: string | null
  /** Home directories and addresses of a person. */
  readonly identities: readonly string[]
  readonly since: number | null
  readonly until: number | null
  /** When it was deleted. */
  readonly at: number
  readonly counts: Readonly<Record<string, number>>
  readonly total: number
}

/** All deletions that hold, the first one first. */
export const listDeletions = async (client: ClientBase): Promise<TombstoneRow[]> => {
  const { rows } = await client.query<Omit<TombstoneRow, 'total'>>(
    `select id, kind, key, (extract(epoch from since) * 1000)::bigint as since,
       (extract(epoch from until) * 1000)::bigint as until, (extract(epoch from at) * 1000)::bigint as at, counts,
       array(select substr(value, strpos(value, ':') + 1) from tombstone_key
         where org = 1 and tombstone = tombstone.id and tombstone_key.kind in ('home', 'email')
         order by value collate "C") as identities
     from tombstone where org = 1 order by id`,
  )
  return rows.map((row) => ({ ...row, total: totalOf(row.counts) }))
}
