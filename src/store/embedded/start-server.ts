import type { Binaries } from './binaries.ts'
import type { EmbeddedFolder } from './folder.ts'
import { launch } from './launch.ts'
import { identityOf } from './process-identity.ts'
import type { Runner } from './runner.ts'
import { socketPort } from './server.ts'
import { writeSettings } from './settings.ts'
import { chooseSocketPlace } from './socket.ts'
import type { ProcessMark } from './state.ts'

export interface StartedServer {
  mark: ProcessMark
  socketDirectory: string
  port: number
}

/** Starts PostgreSQL on the data of a folder, and gives it when it accepts connections. */
export async function startServer(folder: EmbeddedFolder, binaries: Binaries, runner: Runner): Promise<StartedServer> {
  if (process.platform === 'win32') {
    const { freePort, launchOnWindows } = await import('./launch-windows.ts')
    const port = await freePort()
    writeSettings(folder, runner, { port, socket: undefined })
    const pid = await launchOnWindows(folder, binaries)
    const mark = { pid, identity: identityOf(pid) ?? '' }
    return { mark, socketDirectory: folder.data, port }
  }
  const socket = chooseSocketPlace(folder, runner)
  writeSettings(folder, runner, { port: socketPort, socket: socket.setting })
  const mark = await launch(folder, binaries, runner)
  return { mark, socketDirectory: socket.directory, port: socketPort }
}
