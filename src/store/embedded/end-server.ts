import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { MaestroError } from '../../model/errors.ts'
import { childEnvironment } from './environment.ts'
import type { EmbeddedFolder } from './folder.ts'
import { endKeeper } from './keeper-process.ts'
import { removeSocketPlace } from './socket.ts'
import { removeState, runs, type ServerState } from './state.ts'

const politeWait = 90_000
const lastWait = 10_000

/**
 * Ends the server and its keeper. Only under the lock. Clients are cut off and a last checkpoint is written; a server that
 * does not manage that is ended at once, and recovers at its next start.
 */
export async function endServer(folder: EmbeddedFolder, state: ServerState): Promise<void> {
  removeState(folder)
  if (process.platform === 'win32') await stopOnWindows(folder)
  else if (!(await signalAndWait(state, 'SIGINT', politeWait)) && !(await signalAndWait(state, 'SIGQUIT', lastWait))) {
    throw new MaestroError(
      'busy',
      `The database (process ${state.server.pid}) does not end.`,
      `Read ${folder.log}, then try again.`,
    )
  }
  removeSocketPlace(state.socketDirectory)
  endKeeper(state.keeper)
}

export function signalServer({ server }: Pick<ServerState, 'server'>, signal: NodeJS.Signals): void {
  try {
    if (runs(server)) process.kill(server.pid, signal)
  } catch {
    // It ended by itself.
  }
}

async function signalAndWait(state: ServerState, signal: NodeJS.Signals, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds
  signalServer(state, signal)
  while (runs(state.server)) {
    if (performance.now() > deadline) return false
    await sleep(5)
  }
  return true
}

async function stopOnWindows(folder: EmbeddedFolder): Promise<void> {
  const { installedBinaries } = await import('./installed-binaries.ts')
  const program = `${installedBinaries().native}/bin/pg_ctl.exe`
  const env = childEnvironment()
  await promisify(execFile)(program, ['stop', '-D', folder.data, '-m', 'fast', '-t', '90'], { env, windowsHide: true })
}
