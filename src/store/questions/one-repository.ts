import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'

/** A repository as it was named by git. */
export interface KnownRepository {
  readonly id: string
  readonly name: string
  readonly remote: string | null
  readonly defaultBranch: string | null
}

/** The repository of an id. Throws `MaestroError('not-found')` where there is none. */
export const oneRepository = async (client: ClientBase, id: string): Promise<KnownRepository> => {
  const { rows } = await client.query<KnownRepository>(
    'select id, name, remote, default_branch as "defaultBranch" from repository where org = 1 and id = $1',
    [id],
  )
  if (rows[0]) return rows[0]
  throw new MaestroError('not-found', `There is no repository with the id "${id}".`, '/api/repositories lists them.')
}
