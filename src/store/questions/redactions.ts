import type { ClientBase } from 'pg'

/** Secrets of one kind that the sources of one connector held. */
export interface RedactionRow {
  readonly connector: string
  readonly kind: string
  readonly count: number
  /** In how many sources. */
  readonly sources: number
}

/** Secrets that were taken out before anything was stored, by connector and kind, the most frequent first. */
export const redactionsBy = async (client: ClientBase): Promise<RedactionRow[]> => {
  const { rows } = await client.query<RedactionRow>(
    `select source.connector, entry.key as kind, sum(entry.value::bigint)::bigint as count, count(*) as sources
     from source, jsonb_each_text(source.redacted) entry
     where source.org = 1 and entry.value::bigint > 0
     group by source.connector, entry.key order by count desc, source.connector, entry.key`,
  )
  return rows
}
