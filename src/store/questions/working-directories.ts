import type { ClientBase } from 'pg'

/** The directories in which sessions were started: all of them, or these. */
export const workingDirectories = async (client: ClientBase, sessions?: readonly string[]): Promise<string[]> => {
  const { rows } = await client.query<{ cwd: string }>(
    `select distinct cwd from session where org = 1 and cwd is not null and parent is null
     ${sessions ? 'and id = any($1)' : ''}`,
    sessions ? [sessions] : [],
  )
  return rows.map((row) => row.cwd)
}
