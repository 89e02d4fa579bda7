import { type Binaries, findBinaries } from './binaries.ts'
import { connectionTo } from './connection.ts'
import { readDataVersion } from './data-version.ts'
import { endServer } from './end-server.ts'
import { findRunning } from './find-running.ts'
import type { EmbeddedFolder } from './folder.ts'
import { explainingFailures } from './folder-failure.ts'
import { initialise } from './initialise.ts'
import { endKeeper, startKeeper } from './keeper-process.ts'
import { prepareFolder } from './prepare-folder.ts'
import { chooseRunner } from './runner.ts'
import { defaultIdleMinutes, type EmbeddedServer } from './server.ts'
import { withLock } from './server-lock.ts'
import { removeOldData, settleUpgrade } from './settle-upgrade.ts'
import { startServer } from './start-server.ts'
import {
  canBeReached,
  markJoined,
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
  const task = { home: folder.home, idleMinutes, freshData: false }
  const keeper = runs(running.keeper) || !isOfThisMachine ? running.keeper : startKeeper(task)
  const state = { ...running, keeper }
  if (isOfThisMachine) writeState(folder, state)
  return state
}

function isOlder(folder: EmbeddedFolder, binaries: Binaries): boolean {
  const major = readDataVersion(folder.data)
  return major !== undefined && major < binaries.major
}

async function start(folder: EmbeddedFolder, idleMinutes: number): Promise<EmbeddedServer> {
  await settleUpgrade(folder)
  const runner = chooseRunner(folder)
  const binaries = await findBinaries(folder, runner)
  if (isOlder(folder, binaries)) {
    const { upgrade } = await import('./upgrade.ts')
    await upgrade(folder, binaries, runner)
  }
  const initialised = await initialise(folder, binaries, runner)
  const keeper = startKeeper({ home: folder.home, idleMinutes, freshData: initialised })
  const started = await startServer(folder, binaries, runner).catch((error) => {
    endKeeper(keeper)
    throw error
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
  removeOldData(folder)
  return serverOf(state, { startedHere: true, initialised })
}
