import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensurePrivateFolder } from '../../config/paths.ts'
import { MaestroError } from '../../model/errors.ts'
import { boundLog, logSize, logTail } from '../../store/embedded/server-log.ts'
import { program } from './program.ts'
import { type RunningServer, runningServer, serverLog } from './running.ts'

const patience = 120_000
const betweenLooks = 20

/**
 * Starts `maestro up` with these words in a session of its own, and answers once it serves. What it prints goes to
 * `server.log` in the data folder. Throws `MaestroError('database-unavailable')` with its last words when it ends instead.
 */
export const startDetached = async (folder: string, words: readonly string[]): Promise<RunningServer> => {
  ensurePrivateFolder(folder)
  const path = serverLog(folder)
  boundLog(path)
  const start = logSize(path)
  const log = openSync(path, 'a', 0o600)
  const [node, ...own] = program()
  const child = spawn(node, [...own, 'up', '--no-link', ...words], {
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  })
  closeSync(log)
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  const deadline = performance.now() + patience
  while (!failure && performance.now() < deadline) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null
    const server = runningServer(folder)
    if (server) {
      child.unref()
      return server
    }
    if (hasEnded) break
    await sleep(betweenLooks)
  }
  child.unref()
  const said = failure?.message ?? logTail(path, start).trim()
  throw new MaestroError(
    'database-unavailable',
    said === '' ? 'The server did not start.' : `The server did not start: ${said.split('\n')[0]!.replace(/\.$/, '')}.`,
    said.split('\n')[1] ?? `Read ${path}, or run maestro up without --detach.`,
    { cause: failure },
  )
}
