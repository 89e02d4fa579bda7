import { MaestroError } from '../../../../model/errors.ts'
import { freshLink } from '../../../server/control.ts'
import { runningServer } from '../../../server/running.ts'
import type { Invocation } from '../../command.ts'

/** `maestro link` */
export const run = async ({ terminal, workspace }: Invocation): Promise<void> => {
  const server = runningServer(workspace.folder)
  if (!server) throw new MaestroError('not-found', 'No server runs.', 'Start one with maestro up --detach.')
  const link = await freshLink(server)
  if (terminal.json) terminal.value({ link })
  else terminal.line(link)
}
