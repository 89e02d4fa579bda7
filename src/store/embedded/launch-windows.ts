import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { Binaries } from './binaries.ts'
import { loopback } from './connection.ts'
import { childEnvironment } from './environment.ts'
import { failureOf } from './failure.ts'
import type { EmbeddedFolder } from './folder.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { boundLog, logSize, logTail } from './server-log.ts'

/** Starts the server through `pg_ctl`, which gives up an administrator's rights for it, and gives its process number. */
export async function launchOnWindows(folder: EmbeddedFolder, binaries: Binaries): Promise<number> {
  boundLog(folder.log)
  const logStart = logSize(folder.log)
  const child = spawn(
    binaries.pgCtl,
    ['start', '--wait', '--silent', '-D', folder.data, '-l', folder.log, '-t', '600'],
    {
      env: childEnvironment(),
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
    },
  )
  const code = await new Promise<number | Error | null>((resolve) => {
    child.once('error', resolve)
    child.once('exit', resolve)
  })
  const file = readPostmasterFile(folder.data)
  if (code === 0 && file) return file.pid
  const output = code instanceof Error ? code.message : logTail(folder.log, logStart)
  throw failureOf('PostgreSQL could not start', output, folder.log)
}

/** A port of the loopback interface that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, loopback, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
