import { spawn } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from './environment.ts'
import { identityOf } from './process-identity.ts'
import { type ProcessMark, runs } from './state.ts'

/** What the keeper is told on its command line. */
export interface KeeperTask {
  home: string
  /** The one server it keeps. */
  server: ProcessMark
  idleMinutes: number
  /** Whether the database was just made, so that its files are to be brought to the disk. */
  freshData: boolean
}

/** Starts the keeper, apart from this process. Null when that fails: the server then runs until the next join mends it. */
export function startKeeper(task: KeeperTask): ProcessMark | null {
  const script = fileURLToPath(new URL(`./keeper${extname(fileURLToPath(import.meta.url))}`, import.meta.url))
  const { home, server, idleMinutes, freshData } = task
  const words = [home, server.pid, server.identity, idleMinutes, freshData].map(String)
  const child = spawn(process.execPath, ['--max-old-space-size=32', script, ...words], {
    cwd: '/',
    env: childEnvironment(),
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  })
  child.once('error', () => {})
  child.unref()
  const identity = child.pid === undefined ? undefined : identityOf(child.pid)
  return child.pid === undefined || identity === undefined ? null : { pid: child.pid, identity }
}

export function readKeeperTask([home, pid, identity, idleMinutes, freshData]: string[]): KeeperTask {
  return {
    home: home ?? '',
    server: { pid: Number(pid), identity: identity ?? '' },
    idleMinutes: Number(idleMinutes),
    freshData: freshData === 'true',
  }
}

export function endKeeper(keeper: ProcessMark | null): void {
  if (!runs(keeper) || keeper.pid === process.pid) return
  try {
    process.kill(keeper.pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
