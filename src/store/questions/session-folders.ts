import type { ClientBase } from 'pg'

/** A directory, and how many sessions were started in it, subagents left out. */
export interface SessionFolder {
  readonly folder: string
  readonly sessions: number
}

/** The directories in which sessions were started, by name. */
export const sessionFolders = async (client: ClientBase): Promise<SessionFolder[]> => {
  const { rows } = await client.query<SessionFolder>(
    `select cwd as folder, count(*)::int as sessions from session
     where org = 1 and cwd is not null and parent is null group by cwd order by cwd collate "C"`,
  )
  return rows
}

/** Where repositories that were read lie: their work trees and bare directories. */
export const checkoutPaths = async (client: ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ path: string }>('select distinct path from checkout where org = 1')
  return rows.map((row) => row.path)
}
