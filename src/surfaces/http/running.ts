import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A server that serves a data folder. */
export interface RunningServer {
  readonly pid: number
  readonly port: number
  /** Opens the page once a browser has none of its own. */
  readonly key: string
}

const fileOf = (folder: string) => join(folder, 'server.json')

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const noted = (folder: string): RunningServer | undefined => {
  try {
    const server = JSON.parse(readFileSync(fileOf(folder), 'utf8')) as RunningServer | null
    return server && server.pid > 0 ? server : undefined
  } catch {
    return undefined
  }
}

/** The server that serves this data folder, if one does. */
export const runningServer = async (folder: string): Promise<RunningServer | undefined> => {
  const server = noted(folder)
  if (!server || !lives(server.pid)) return undefined
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}/health`, { signal: AbortSignal.timeout(1000) })
    return ((await answer.json()) as { pid?: number }).pid === server.pid ? server : undefined
  } catch {
    return undefined
  }
}

/** Says who serves this data folder. */
export const noteServer = (folder: string, server: RunningServer): void =>
  writeFileSync(fileOf(folder), JSON.stringify(server), { mode: 0o600 })

/** Takes that back. */
export const forgetServer = (folder: string): void => rmSync(fileOf(folder), { force: true })

/** Ends the server of this data folder, and waits until it has ended. */
export const stopServer = async (folder: string): Promise<'stopped' | 'not running'> => {
  const server = await runningServer(folder)
  if (!server) return 'not running'
  process.kill(server.pid, 'SIGTERM')
  for (let wait = 0; wait < 100 && lives(server.pid); wait++) await new Promise((resolve) => setTimeout(resolve, 50))
  return 'stopped'
}
