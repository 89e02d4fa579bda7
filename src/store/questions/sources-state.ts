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

export interface SourceFilter {
  readonly connector?: string | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?: { readonly connector: string; readonly id: string } | undefined
  readonly limit?: number | undefined
}

/** Sources, by connector and name. */
export const sourcesState = async (client: ClientBase, filter: SourceFilter = {}): Promise<SourceState[]> => {
  const { connector, after, limit } = filter
  const { rows } = await client.query<SourceState>(
    `select connector, id, size, finished, bytes, items, records, set_aside as "setAside", problem,
       (extract(epoch from last_read_at) * 1000)::bigint as "lastReadAt", skipped, unknown, versions, redacted
     from source where org = 1 and ($1::text is null or connector = $1)
       ${after ? 'and (connector, id) > ($3, $4)' : ''}
     order by connector, id limit $2`,
    [connector ?? null, limit ?? null, ...(after ? [after.connector, after.id] : [])],
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

/** What was set aside, at most `limit` stretches, those after `after` in the order of the list. */
export const setAsideOf = async (
  client: ClientBase,
  limit: number,
  after?: Pick<SetAsideRow, 'connector' | 'source' | 'position' | 'reason'>,
): Promise<SetAsideRow[]> => {
  const { rows } = await client.query<SetAsideRow>(
    `select connector, source, position, length, reason, subject from set_aside
     where org = 1 ${after ? 'and (connector, source, position, reason) > ($2, $3, $4, $5)' : ''}
     order by connector, source, position, reason limit $1`,
    [limit, ...(after ? [after.connector, after.source, after.position, after.reason] : [])],
  )
  return rows
}
