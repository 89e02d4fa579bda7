import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { childEnvironment } from './environment.ts'
import { failureOf } from './failure.ts'
import type { EmbeddedFolder } from './folder.ts'
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts'
import { identityOf } from './process-identity.ts'
import { dataArgument, type Runner } from './runner.ts'
import { boundLog, logSize, logTail } from './server-log.ts'
import type { ProcessMark } from './state.ts'

const leftoverWait = 30_000

/**
 * Starts `postgres` in a session of its own and gives its process when it accepts connections, which takes long
 * after a crash.
 */
export async function launch(folder: EmbeddedFolder, binaries: Binaries, runner: Runner): Promise<ProcessMark> {
  const deadline = performance.now() + leftoverWait
  for (;;) {
    const attempt = await launchOnce(folder, binaries, runner)
    if (attempt.server) return attempt.server
    const leftoversStillEnd = /still in use|lock file .* already exists/.test(attempt.output)
    if (!leftoversStillEnd || performance.now() > deadline) {
      throw failureOf('PostgreSQL could not start', attempt.output, folder.log, attempt.error)
    }
    await sleep(50)
  }
}

interface Attempt {
  server?: ProcessMark
  output: string
  error?: Error
}

async function launchOnce(folder: EmbeddedFolder, binaries: Binaries, runner: Runner): Promise<Attempt> {
  removeStaleLockFiles(folder)
  boundLog(folder.log)
  const logStart = logSize(folder.log)
  const child = spawnServer(folder, binaries, runner)
  let error: Error | undefined
  child.once('error', (cause) => {
    error = cause
  })
  const server = { pid: child.pid ?? 0, identity: identityOf(child.pid ?? 0) ?? '' }
  while (error === undefined && child.exitCode === null && child.signalCode === null) {
    const file = readPostmasterFile(folder.data)
    if (file?.ready && file.pid === child.pid) {
      child.unref()
      return { server, output: '' }
    }
    await sleep(3)
  }
  return { output: error ? error.message : logTail(folder.log, logStart), ...(error ? { error } : {}) }
}

function spawnServer(folder: EmbeddedFolder, binaries: Binaries, runner: Runner): ChildProcess {
  const log = openSync(folder.log, 'a', 0o600)
  try {
    return spawn(binaries.postgres, ['-D', dataArgument(folder.data, runner)], {
      ...runner.identity,
      cwd: folder.data,
      env: childEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    })
  } finally {
    closeSync(log)
  }
}

/**
 * After a crash the number in PostgreSQL's own lock files may belong to another process of the same user by now, or to a
 * zombie, and it would not start then. Its shared memory still keeps two servers off one directory.
 */
function removeStaleLockFiles(folder: EmbeddedFolder): void {
  const file = readPostmasterFile(folder.data)
  if (!file || isPostmasterOf(file.pid, folder.data)) return
  rmSync(resolve(folder.data, file.socketDirectory, `.s.PGSQL.${file.port}.lock`), { force: true })
  rmSync(join(folder.data, 'postmaster.pid'), { force: true })
}
