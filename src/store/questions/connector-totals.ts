import type { ClientBase } from 'pg'

type Counts = Readonly<Record<string, number>>

/** What the sources of one connector gave together. */
export interface ConnectorTotals {
  readonly connector: string
  readonly sources: number
  readonly unfinished: number
  readonly bytes: number
  readonly items: number
  readonly records: number
  readonly setAside: number
  readonly skipped: Counts
  readonly unknown: Counts
  readonly versions: Counts
  readonly redacted: Counts
}

const counts = ['skipped', 'unknown', 'versions', 'redacted'] as const

const summed = (column: (typeof counts)[number]): string => `(
    select coalesce(jsonb_object_agg(name, total), '{}') from (
      select entry.key as name, sum(entry.value::bigint) as total
      from source part, jsonb_each_text(part.${column}) entry
      where part.org = 1 and part.connector = source.connector group by entry.key
    ) named
  ) as ${column}`

/** What was read of each connector, added up by the database: as much work for it with many sources, not for the reader. */
export const connectorTotals = async (client: ClientBase): Promise<ConnectorTotals[]> => {
  const { rows } = await client.query<ConnectorTotals>(
    `select connector, count(*) as sources, count(*) filter (where not finished) as unfinished,
       sum(bytes)::bigint as bytes, sum(items)::bigint as items, sum(records)::bigint as records,
       sum(set_aside)::bigint as "setAside", ${counts.map(summed).join(', ')}
     from source where org = 1 group by connector order by connector`,
  )
  return rows
}

/** A source that could not be read. Times in milliseconds since 1970. */
export interface FailedSource {
  readonly connector: string
  readonly id: string
  readonly problem: string
  /** What to do about it, in a sentence. */
  readonly next: string | null
  /** When it was first found so. */
  readonly since: number
  /** What was read of it before: it is kept. */
  readonly records: number
}

/** Sources that could not be read, the latest to fail first, at most `limit`. */
export const failedSources = async (client: ClientBase, limit: number): Promise<FailedSource[]> => {
  const { rows } = await client.query<FailedSource>(
    `select connector, id, problem, problem_next as next, records,
       (extract(epoch from coalesce(problem_since, last_read_at)) * 1000)::bigint as since
     from source where org = 1 and problem is not null
     order by coalesce(problem_since, last_read_at) desc, connector, id limit $1`,
    [limit],
  )
  return rows
}
