import { setTimeout as sleep } from 'node:timers/promises'
import { MaestroError } from '../../model/errors.ts'
import { forgetServer, lives, type RunningServer, runningServer } from './running.ts'

const politeWait = 10_000
const lastWait = 5_000
const betweenLooks = 20

/** How a server ended: by itself when it was asked to, or by force. */
export type Stopped = 'stopped' | 'killed' | 'not running'

/**
 * Ends the server of this data folder, and waits until it has ended; by force when it does not end within ten seconds.
 * Throws `MaestroError('busy')` when it lives on, or belongs to somebody else.
 */
export const stopServer = async (folder: string, patience = politeWait): Promise<Stopped> => {
  const server = runningServer(folder)
  if (!server) return 'not running'
  if (await ends(server, 'SIGTERM', patience)) return 'stopped'
  if (await ends(server, 'SIGKILL', lastWait)) {
    forgetServer(folder)
    return 'killed'
  }
  throw new MaestroError(
    'busy',
    `The server (process ${server.pid}) does not end.`,
    'It hangs in the operating system: see whether a disk or a network folder does not answer.',
  )
}

const ends = async (server: RunningServer, signal: NodeJS.Signals, patience: number): Promise<boolean> => {
  try {
    process.kill(server.pid, signal)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return true
    throw new MaestroError(
      'busy',
      `The server (process ${server.pid}) cannot be ended: it belongs to another user.`,
      'Run maestro stop as the user who started it.',
      { cause },
    )
  }
  const deadline = performance.now() + patience
  while (lives(server)) {
    if (performance.now() > deadline) return false
    await sleep(betweenLooks)
  }
  return true
}
