import type { ClientBase } from 'pg'

/** The directories in which sessions were started. */
export const workingDirectories = async (client: ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ cwd: string }>(
    `select distinct cwd from session where org = 1 and cwd is not null and parent is null`,
  )
  return rows.map((row) => row.cwd)
}
