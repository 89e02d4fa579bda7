import { existsSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import type { EmbeddedFolder } from './folder.ts'
import { identityOf } from './process-identity.ts'
import type { EmbeddedConnection, EmbeddedServer } from './server.ts'

export interface ProcessMark {
  pid: number
  /** As `identityOf` gave it; empty for a process that this machine's process list does not show (another container). */
  identity: string
}

/** What `server.json` holds. */
export interface ServerState {
  server: ProcessMark
  keeper: ProcessMark | null
  connection: EmbeddedConnection
  dataDirectory: string
  socketDirectory: string
  version: string
  /** Milliseconds since 1970. */
  startedAt: number
}

export function readState(folder: EmbeddedFolder): ServerState | undefined {
  try {
    return JSON.parse(readFileSync(folder.state, 'utf8')) as ServerState
  } catch {
    return undefined
  }
}

/** Only under the lock. */
export function writeState(folder: EmbeddedFolder, state: ServerState): void {
  const next = `${folder.state}.new`
  writeFileSync(next, JSON.stringify(state), { mode: 0o600 })
  renameSync(next, folder.state)
}

/** Only under the lock. */
export function removeState(folder: EmbeddedFolder): void {
  rmSync(folder.state, { force: true })
}

export function runs(mark: ProcessMark | null | undefined): mark is ProcessMark {
  return mark != null && mark.identity !== '' && identityOf(mark.pid) === mark.identity
}

/** Whether the socket's file is there: cleaners of temporary folders delete it under a running server. */
export function canBeReached({ socketDirectory, connection }: ServerState): boolean {
  return process.platform === 'win32' || existsSync(`${socketDirectory}/.s.PGSQL.${connection.port}`)
}

/** Says "somebody joins now" to the keeper, which looks at it once more after it took `server.json` away. */
export function markJoined(folder: EmbeddedFolder): void {
  const now = (performance.timeOrigin + performance.now()) / 1000
  utimesSync(folder.joined, now, now)
}

export function serverOf(state: ServerState, made?: { startedHere: boolean; initialised: boolean }): EmbeddedServer {
  return {
    connection: state.connection,
    dataDirectory: state.dataDirectory,
    socketDirectory: state.socketDirectory,
    version: state.version,
    startedHere: made?.startedHere ?? false,
    initialised: made?.initialised ?? false,
  }
}
