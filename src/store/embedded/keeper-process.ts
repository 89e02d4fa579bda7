import { spawn } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from './environment.ts'
import type { EmbeddedFolder } from './folder.ts'
import { identityOf } from './process-identity.ts'
import { type ProcessMark, runs } from './state.ts'

/** Starts the keeper, apart from this process. Null when that fails: the server then runs until the next join mends it. */
export function startKeeper(folder: EmbeddedFolder, idleMinutes: number, freshData = false): ProcessMark | null {
  const script = fileURLToPath(new URL(`./keeper${extname(fileURLToPath(import.meta.url))}`, import.meta.url))
  const args = ['--max-old-space-size=32', script, folder.home, String(idleMinutes), ...(freshData ? ['fresh'] : [])]
  const child = spawn(process.execPath, args, {
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

export function endKeeper(keeper: ProcessMark | null): void {
  if (!runs(keeper) || keeper.pid === process.pid) return
  try {
    process.kill(keeper.pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
