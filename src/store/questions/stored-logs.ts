import type { ClientBase } from 'pg'

/** The paths of the logs of one connector that were read, in whatever home. */
export const storedLogs = async (client: ClientBase, connector: string): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    'select id from source where org = 1 and connector = $1 and home is not null',
    [connector],
  )
  return rows.map((row) => row.id)
}
