import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { watchActivity } from './activity.ts'
import { endServer, signalServer } from './end-server.ts'
import { findRunning } from './find-running.ts'
import { type EmbeddedFolder, embeddedFolder } from './folder.ts'
import { markOfFolder, readKeeperTask } from './keeper-process.ts'
import { takeLock } from './lock.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { identityOf } from './process-identity.ts'
import { keepPrograms } from './programs.ts'
import { boundLog } from './server-log.ts'
import { removeSocketPlace } from './socket.ts'
import { readState, removeState, runs, type ServerState, writeState } from './state.ts'
import { syncFiles } from './sync-files.ts'

/*
 * The keeper: a process of its own, one for each running server. It ends the server after its idle time, keeps the log
 * short, and ends with the server. Idle time is counted in looks, not by a clock: a machine that slept was not idle.
 */

const looksUntilIdle = 10
const longestPause = 60_000
const shortestPause = 50
const waitForPredecessor = 5_000
/** A starter that was killed at once leaves a server that does not say yet that it is there. */
const looksForServer = 200
const pauseBetweenLooks = 50

process.title = 'maestro-keeper'
await keep(readKeeperTask(process.argv.slice(2)))

async function keep(task: ReturnType<typeof readKeeperTask>): Promise<void> {
  const folder = embeddedFolder(task.home)
  using only = await takeLock(folder.keeperLock, waitForPredecessor)
  const state = only && (await adopt(folder, task.folder))
  if (!state) return
  if (task.freshData) await syncFiles(folder.root)
  keepProgramsIfPossible(folder)
  const idleMilliseconds = task.idleMinutes * 60_000
  const pause = Math.min(longestPause, Math.max(shortestPause, idleMilliseconds / looksUntilIdle))
  const looksNeeded = Math.ceil(idleMilliseconds / pause)
  const isActive = watchActivity(folder, state.connection)
  let idleLooks = 0
  while (await stillOurs(folder, state)) {
    await sleep(pause)
    if (!runs(state.server)) continue
    boundLog(folder.log)
    idleLooks = (await isActive()) ? 0 : idleLooks + 1
    if (idleLooks < looksNeeded) continue
    if (await endIfIdle(folder, state, isActive)) return
    idleLooks = 0
  }
}

/** On a full disk the programs are not kept; the next keeper tries again. */
function keepProgramsIfPossible(folder: EmbeddedFolder): void {
  try {
    keepPrograms(folder)
  } catch {
    // Data of an older major version can then only be read by the Maestro that made them, which says so.
  }
}

/** Waits for the server that is being started: its starter holds the lock until it accepts connections, or died before. */
async function adopt(folder: EmbeddedFolder, mark: string): Promise<ServerState | undefined> {
  for (let look = 0; look < looksForServer; look++) {
    if (look > 0) await sleep(pauseBetweenLooks)
    try {
      using _lock = await takeLock(folder.lock, Number.POSITIVE_INFINITY)
      // Another folder lies there by now: its server has a keeper of its own.
      if (markOfFolder(folder.home) !== mark) return undefined
      const running = await findRunning(folder)
      if (running?.server.identity === '') return undefined
      if (running) {
        const state = { ...running, keeper: { pid: process.pid, identity: identityOf(process.pid) ?? '' } }
        writeState(folder, state)
        return state
      }
    } catch {
      // The folder was deleted, or this process lacks something: the next join sees to the server then.
      return undefined
    }
  }
  return undefined
}

async function stillOurs(folder: EmbeddedFolder, state: ServerState): Promise<boolean> {
  if (!runs(state.server)) return false
  if (isNamed(folder, state)) return true
  // Somebody starts or stops, died in between, or deletes the folder.
  if (existsSync(folder.root) && (await settle(folder, state))) return true
  signalServer(state, 'SIGQUIT')
  removeSocketPlace(state.socketDirectory)
  return false
}

/** Names the server as ours again when nobody else did, unless its data were deleted under it or belong to another. */
async function settle(folder: EmbeddedFolder, state: ServerState): Promise<boolean> {
  try {
    using _lock = await takeLock(folder.lock, Number.POSITIVE_INFINITY)
    if (isNamed(folder, state)) return true
    if (readPostmasterFile(folder.data)?.pid !== state.server.pid) return false
    writeState(folder, state)
    return true
  } catch {
    return false
  }
}

function isNamed(folder: EmbeddedFolder, state: ServerState): boolean {
  return readState(folder)?.server.pid === state.server.pid
}

/**
 * A joiner first touches `joined` and then reads the state; here the state goes first and `joined` is looked at after it.
 * So either the joiner finds no state and waits for the lock, or it is seen here and the server stays.
 */
async function endIfIdle(
  folder: EmbeddedFolder,
  state: ServerState,
  isActive: () => Promise<boolean>,
): Promise<boolean> {
  using _lock = await takeLock(folder.lock, Number.POSITIVE_INFINITY)
  if (!isNamed(folder, state)) return false
  removeState(folder)
  if (await isActive()) {
    writeState(folder, state)
    return false
  }
  await endServer(folder, { ...state, keeper: null })
  return true
}
