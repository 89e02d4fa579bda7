import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'

/** A repository as it was named by git. */
export interface KnownRepository {
  readonly id: string
  readonly name: string
  readonly remote: string | null
  readonly defaultBranch: string | null
}

/** The repository of an id, or of a whole name that only one has. Throws `MaestroError('not-found')` where there is none. */
export const oneRepository = async (client: ClientBase, id: string): Promise<KnownRepository> => {
  const { rows } = await client.query<KnownRepository>(
    `select id, name, remote, default_branch as "defaultBranch" from repository
     where org = 1 and (id = $1 or lower(name) = lower($1)) order by id = $1 desc limit 2`,
    [id],
  )
  if (rows[0] && (rows[0].id === id || rows.length === 1)) return rows[0]
  throw new MaestroError('not-found', `There is no repository "${id}".`, '/api/repositories lists them.')
}
