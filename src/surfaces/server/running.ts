import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from '../../store/embedded/process-identity.ts'

/** A server that serves a data folder. */
export interface RunningServer {
  readonly pid: number
  /** Tells its process from a later one with the same number, as `identityOf` gives it. */
  readonly identity: string
  readonly port: number
  /** The secret with which the command line speaks to it. */
  readonly control: string
  /** Of Maestro. */
  readonly version: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

const fileOf = (folder: string) => join(folder, 'server.json')

/** Held by the server of a data folder for its whole life. */
export const serverLock = (folder: string): string => join(folder, 'server.lock')

/** What a server without a terminal prints goes here. */
export const serverLog = (folder: string): string => join(folder, 'server.log')

/** Whether the process of that server lives: another one that was given its number since is none. */
export const lives = ({ pid, identity }: Pick<RunningServer, 'pid' | 'identity'>): boolean =>
  identity !== '' && identityOf(pid) === identity

const isServer = (value: unknown): value is RunningServer => {
  const server = value as Partial<RunningServer> | null
  return (
    typeof server?.pid === 'number' &&
    server.pid > 0 &&
    typeof server.identity === 'string' &&
    typeof server.port === 'number' &&
    typeof server.control === 'string'
  )
}

/** The server that serves this data folder, if one does. What a killed one left behind is not believed. */
export const runningServer = (folder: string): RunningServer | undefined => {
  try {
    const server: unknown = JSON.parse(readFileSync(fileOf(folder), 'utf8'))
    return isServer(server) && lives(server) ? server : undefined
  } catch {
    return undefined
  }
}

/** Says who serves this data folder. Only for whoever holds its lock. */
export const noteServer = (folder: string, server: RunningServer): void => {
  const next = `${fileOf(folder)}.${process.pid}`
  writeFileSync(next, JSON.stringify(server), { mode: 0o600 })
  renameSync(next, fileOf(folder))
}

/** Takes that back. */
export const forgetServer = (folder: string): void => rmSync(fileOf(folder), { force: true })
