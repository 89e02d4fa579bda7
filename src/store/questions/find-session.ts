import type { ClientBase } from 'pg'

/** Sessions whose own id, or the log's, begins so; subagents only where nothing else does. At most eleven. */
export const findSessions = async (client: ClientBase, beginning: string): Promise<{ id: string; logId: string }[]> => {
  const { rows } = await client.query<{ id: string; logId: string; parent: string | null }>(
    `select id, log_id as "logId", parent from session
     where org = 1 and (starts_with(id, $1) or starts_with(log_id, $1))
     order by parent is not null, id limit 11`,
    [beginning],
  )
  const exact = rows.find((row) => row.id === beginning || (row.logId === beginning && row.parent === null))
  if (exact) return [exact]
  const roots = rows.filter((row) => row.parent === null)
  return roots.length > 0 ? roots : rows
}
