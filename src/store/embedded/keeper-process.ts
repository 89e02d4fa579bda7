import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from './environment.ts'
import { embeddedFolder } from './folder.ts'
import { identityOf } from './process-identity.ts'
import { type ProcessMark, runs } from './state.ts'

/** What the keeper is told on its command line. */
export interface KeeperTask {
  home: string
  idleMinutes: number
  /** Whether the database was just made, so that its files are to be brought to the disk. */
  freshData: boolean
}

/**
 * Starts the keeper, apart from this process: it waits for the lock and then for the server. So it is started under the
 * lock and before its server, which then never runs without one, whenever its starter is killed. Null when that fails: the
 * next join mends it.
 */
export function startKeeper(task: KeeperTask): ProcessMark | null {
  const script = fileURLToPath(new URL(`./keeper${extname(fileURLToPath(import.meta.url))}`, import.meta.url))
  const { home, idleMinutes, freshData } = task
  const words = [home, markOfFolder(home), idleMinutes, freshData].map(String)
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

export function readKeeperTask([home, folder, idleMinutes, freshData]: string[]): KeeperTask & { folder: string } {
  return {
    home: home ?? '',
    folder: folder ?? '',
    idleMinutes: Number(idleMinutes),
    freshData: freshData === 'true',
  }
}

/** Tells the folder from a later one at the same path; empty when there is none. */
export function markOfFolder(home: string): string {
  const stats = statSync(embeddedFolder(home).root, { bigint: true, throwIfNoEntry: false })
  return stats ? `${stats.ino}-${stats.birthtimeNs}` : ''
}

export function endKeeper(keeper: ProcessMark | null): void {
  if (!runs(keeper) || keeper.pid === process.pid) return
  try {
    process.kill(keeper.pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
