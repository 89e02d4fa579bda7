import { existsSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readDataVersion } from './data-version.ts'
import { findRunning } from './find-running.ts'
import { embeddedFolder } from './folder.ts'
import { isPrepared } from './prepare-folder.ts'

export interface EmbeddedStatus {
  running: boolean
  /** Of the server; undefined when it is not running. */
  pid?: number
  /** When the server started. */
  since?: Date
  dataDirectory: string
  /** Undefined when it is not running. */
  socketDirectory?: string
  logFile: string
  /** On disk, of the data directory; 0 before the first start. */
  bytes: number
  /** Of PostgreSQL: `18.4` when it is running, `18` from the data otherwise, undefined before the first start. */
  version?: string
}

export async function statusEmbedded(home: string): Promise<EmbeddedStatus> {
  const folder = embeddedFolder(home)
  const rest = { dataDirectory: folder.data, logFile: folder.log }
  if (!isPrepared(folder)) return { ...rest, running: false, bytes: 0 }
  const [state, bytes] = await Promise.all([findRunning(folder), bytesIn(folder.data)])
  const major = readDataVersion(folder.data)
  if (!state) return { ...rest, running: false, bytes, ...(major === undefined ? {} : { version: String(major) }) }
  return {
    ...rest,
    running: true,
    pid: state.server.pid,
    since: new Date(state.startedAt),
    socketDirectory: state.socketDirectory,
    bytes,
    version: state.version,
  }
}

const blockBytes = 512

async function bytesIn(directory: string): Promise<number> {
  if (!existsSync(directory)) return 0
  const entries = await readdir(directory, { withFileTypes: true })
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(directory, entry.name)
      if (entry.isDirectory()) return bytesIn(path)
      const stats = await lstat(path).catch(() => undefined)
      return stats ? (stats.blocks === undefined ? stats.size : stats.blocks * blockBytes) : 0
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
