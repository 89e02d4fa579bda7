import type { ClientBase } from 'pg'

/** How far reading is, in numbers of sources. */
export interface SourcesSummary {
  readonly sources: number
  /** Not read to their end yet. */
  readonly behind: number
  /** Could not be read when they were last looked at. */
  readonly unreadable: number
  readonly setAside: number
  /** When anything was last read, in milliseconds since 1970; null before that. */
  readonly lastReadAt: number | null
}

/** All sources, counted. */
export const sourcesSummary = async (client: ClientBase): Promise<SourcesSummary> => {
  const { rows } = await client.query<SourcesSummary>(
    `select count(*) as sources, count(*) filter (where not finished) as behind,
       count(*) filter (where problem is not null) as unreadable, coalesce(sum(set_aside), 0) as "setAside",
       (extract(epoch from max(last_read_at)) * 1000)::bigint as "lastReadAt"
     from source where org = 1`,
  )
  return rows[0]!
}
