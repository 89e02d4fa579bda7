import type { Binaries } from './binaries.ts'
import { findBinaries } from './binaries.ts'
import { connectionTo } from './connection.ts'
import { endServer } from './end-server.ts'
import { findRunning } from './find-running.ts'
import type { EmbeddedFolder } from './folder.ts'
import { explainingFailures } from './folder-failure.ts'
import { initialise } from './initialise.ts'
import { endKeeper, startKeeper } from './keeper-process.ts'
import { launch } from './launch.ts'
import { prepareFolder } from './prepare-folder.ts'
import { identityOf } from './process-identity.ts'
import { chooseRunner, type Runner } from './runner.ts'
import { defaultIdleMinutes, type EmbeddedServer, socketPort } from './server.ts'
import { withLock } from './server-lock.ts'
import { writeSettings } from './settings.ts'
import { chooseSocketPlace } from './socket.ts'
import {
  canBeReached,
  markJoined,
  type ProcessMark,
  readState,
  removeState,
  runs,
  type ServerState,
  serverOf,
  writeState,
} from './state.ts'

/** Joins a server that the quick look did not find, or starts one. */
export async function startEmbedded(folder: EmbeddedFolder, idleMinutes = defaultIdleMinutes): Promise<EmbeddedServer> {
  prepareFolder(folder)
  const join = async () => {
    const running = await findRunning(folder)
    if (running && canBeReached(running)) return serverOf(mend(folder, running, idleMinutes))
    if (running) await endServer(folder, running)
    endKeeper(readState(folder)?.keeper ?? null)
    removeState(folder)
    return start(folder, idleMinutes)
  }
  return explainingFailures(folder, () => withLock(folder, join))
}

/** Makes whole what a killed process left: the note on who serves, and the keeper. */
function mend(folder: EmbeddedFolder, running: ServerState, idleMinutes: number): ServerState {
  markJoined(folder)
  const isOfThisMachine = running.server.identity !== ''
  const task = { home: folder.home, server: running.server, idleMinutes, freshData: false }
  const keeper = runs(running.keeper) || !isOfThisMachine ? running.keeper : startKeeper(task)
  const state = { ...running, keeper }
  if (isOfThisMachine) writeState(folder, state)
  return state
}

async function start(folder: EmbeddedFolder, idleMinutes: number): Promise<EmbeddedServer> {
  const runner = chooseRunner(folder)
  const binaries = await findBinaries(folder, runner)
  const initialised = await initialise(folder, binaries, runner)
  let keeper: ProcessMark | null = null
  const started = await startServer(folder, binaries, runner, (server) => {
    endKeeper(keeper)
    keeper = startKeeper({ home: folder.home, server, idleMinutes, freshData: initialised })
  })
  const state: ServerState = {
    server: started.mark,
    keeper,
    connection: connectionTo(folder, started.socketDirectory, started.port),
    dataDirectory: folder.data,
    socketDirectory: started.socketDirectory,
    version: binaries.version,
    startedAt: Date.now(),
  }
  markJoined(folder)
  writeState(folder, state)
  return serverOf(state, { startedHere: true, initialised })
}

interface StartedServer {
  mark: ProcessMark
  socketDirectory: string
  port: number
}

async function startServer(
  folder: EmbeddedFolder,
  binaries: Binaries,
  runner: Runner,
  spawned: (server: ProcessMark) => void,
): Promise<StartedServer> {
  if (process.platform === 'win32') {
    const { freePort, launchOnWindows } = await import('./launch-windows.ts')
    const port = await freePort()
    writeSettings(folder, runner, { port, socket: undefined })
    const pid = await launchOnWindows(folder, binaries)
    const mark = { pid, identity: identityOf(pid) ?? '' }
    spawned(mark)
    return { mark, socketDirectory: folder.data, port }
  }
  const socket = chooseSocketPlace(folder, runner)
  writeSettings(folder, runner, { port: socketPort, socket: socket.setting })
  const mark = await launch(folder, binaries, runner, spawned)
  return { mark, socketDirectory: socket.directory, port: socketPort }
}
