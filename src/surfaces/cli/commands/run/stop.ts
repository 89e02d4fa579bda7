import { stopEmbedded } from '../../../../store/embedded/index.ts'
import { type Stopped, stopServer } from '../../../server/stop-server.ts'
import { sampleFolder } from '../../../workspace.ts'
import type { Invocation } from '../../command.ts'

const ended: Record<Stopped, string> = {
  stopped: 'is stopped',
  killed: 'did not end by itself and was killed',
  'not running': 'was not running',
}

/** `maestro stop` */
export const run = async ({ terminal, workspace }: Invocation): Promise<void> => {
  const folders = workspace.sample ? [workspace.folder] : [workspace.folder, sampleFolder(workspace.env)]
  const result: { server: Stopped; database: string } = { server: 'not running', database: 'not running' }
  for (const folder of folders) {
    const outcome = await stopServer(folder)
    if (outcome !== 'not running') result.server = outcome
    if ((await stopEmbedded({ home: folder })) === 'stopped') result.database = 'stopped'
  }
  if (terminal.json) return terminal.value(result)
  terminal.line(
    `The server ${ended[result.server]}; the embedded database ${result.database === 'stopped' ? 'is stopped' : 'was not running'}.`,
  )
}
