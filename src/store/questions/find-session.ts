import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'

/** Sessions whose own id, or the log's, begins so; subagents only where nothing else does. At most eleven. */
const findSessions = async (client: ClientBase, beginning: string): Promise<{ id: string; logId: string }[]> => {
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

/**
 * The one session whose own id, or the log's, begins so. Throws `MaestroError('not-found')` where none does and
 * `MaestroError('usage')` where several do.
 */
export const oneSession = async (client: ClientBase, beginning: string): Promise<{ id: string; logId: string }> => {
  const found = await findSessions(client, beginning)
  const [session] = found
  if (!session) {
    throw new MaestroError('not-found', `No session's id begins with "${beginning}".`, 'maestro sessions lists them.')
  }
  if (found.length > 1) {
    const ids = found.slice(0, 10).map(({ logId }) => logId)
    throw new MaestroError(
      'usage',
      `Several sessions begin with "${beginning}": ${ids.join(', ')}.`,
      'Give more of the id.',
    )
  }
  return session
}
