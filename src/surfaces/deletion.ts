import type { ClientBase } from 'pg'
import { changeSettings } from '../config/settings.ts'
import { type Deletion, type DeletionOptions, type DeletionRequest, deleteFor } from '../store/delete/index.ts'
import type { Workspace } from './workspace.ts'

/** Deletes as `deleteFor` does; with everything, the repositories that were named to be read are forgotten, too. */
export const deleteFrom = async (
  { folder, env }: Workspace,
  client: ClientBase,
  request: DeletionRequest,
  options: DeletionOptions = {},
): Promise<Deletion> => {
  const deletion = await deleteFor(client, request, options)
  if (request.kind === 'everything') changeSettings(folder, { repositories: [] }, env)
  return deletion
}
