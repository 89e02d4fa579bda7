import { stopEmbedded } from '../../../../store/embedded/index.ts'
import { stopServer } from '../../../http/running.ts'
import { sampleFolder } from '../../../workspace.ts'
import type { Invocation } from '../../command.ts'

/** `maestro stop` */
export const run = async ({ terminal, workspace }: Invocation): Promise<void> => {
  const folders = workspace.sample ? [workspace.folder] : [workspace.folder, sampleFolder(workspace.env)]
  const result = { server: 'not running', database: 'not running' }
  for (const folder of folders) {
    if ((await stopServer(folder)) === 'stopped') result.server = 'stopped'
    if ((await stopEmbedded({ home: folder })) === 'stopped') result.database = 'stopped'
  }
  if (terminal.json) return terminal.value(result)
  terminal.line(
    `The server ${result.server === 'stopped' ? 'is stopped' : 'was not running'}; the embedded database ${result.database === 'stopped' ? 'is stopped' : 'was not running'}.`,
  )
}
