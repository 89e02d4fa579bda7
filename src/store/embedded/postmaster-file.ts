import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from './process-identity.ts'

/** What PostgreSQL writes into `postmaster.pid` of its data directory. */
export interface PostmasterFile {
  pid: number
  /** Milliseconds since 1970. */
  startedAt: number
  port: number
  /** As it was configured: `.` is the data directory. */
  socketDirectory: string
  ready: boolean
}

export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  return {
    pid,
    startedAt: Number(lines[2]) * 1000,
    port: Number(lines[3]),
    socketDirectory: lines[4] ?? '',
    ready: lines[7]?.trim() === 'ready',
  }
}

/** Whether that process is a PostgreSQL that works in that directory, as far as this platform can tell. */
export function isPostmasterOf(pid: number, dataDirectory: string): boolean {
  if (identityOf(pid) === undefined) return false
  if (process.platform !== 'linux') return true
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'latin1').trim() !== 'postgres') return false
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDirectory)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}
