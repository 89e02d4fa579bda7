import type { ClientBase } from 'pg'

type Counts = Readonly<Record<string, number>>

/** A source, and what was met in it. Times in milliseconds since 1970. */
export interface SourceState {
  readonly connector: string
  readonly id: string
  readonly size: number
  readonly finished: boolean
  readonly bytes: number
  readonly items: number
  readonly records: number
  readonly setAside: number
  readonly problem: string | null
  readonly lastReadAt: number
  readonly skipped: Counts
  readonly unknown: Counts
  readonly versions: Counts
  readonly redacted: Counts
}

/** Every source, by connector and name. */
export const sourcesState = async (client: ClientBase): Promise<SourceState[]> => {
  const { rows } = await client.query<SourceState>(
    `select connector, id, size, finished, bytes, items, records, set_aside as "setAside", problem,
       (extract(epoch from last_read_at) * 1000)::bigint as "lastReadAt", skipped, unknown, versions, redacted
     from source where org = 1 order by connector, id`,
  )
  return rows
}

/** A stretch of a source that was set aside. */
export interface SetAsideRow {
  readonly connector: string
  readonly source: string
  readonly position: number
  readonly length: number
  readonly reason: string
  readonly subject: string | null
}

/** What was set aside, at most `limit` stretches. */
export const setAsideOf = async (client: ClientBase, limit: number): Promise<SetAsideRow[]> => {
  const { rows } = await client.query<SetAsideRow>(
    `select connector, source, position, length, reason, subject from set_aside
     where org = 1 order by connector, source, position limit $1`,
    [limit],
  )
  return rows
}
