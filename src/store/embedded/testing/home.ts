import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, vi } from 'vitest'
import { embeddedFolder } from '../folder.ts'
import { type EmbeddedServer, removeEmbedded } from '../index.ts'
import { readState, type ServerState } from '../state.ts'

// A database is made in one second, and in ten on a machine that does much else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const homes: string[] = []

/** A new data folder, 0700 and so closed to whoever root lends to PostgreSQL. Server and folder go after the test. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'maestro-test-'))
  homes.push(home)
  return home
}

afterEach(async () => {
  for (const home of homes.splice(0)) {
    await removeEmbedded({ home }).catch(() => {})
    await vi.waitFor(() => rmSync(home, { recursive: true, force: true }), { timeout: 30_000 })
  }
})

export function stateOf(home: string): ServerState {
  const state = readState(embeddedFolder(home))
  if (!state) throw new Error('Nobody serves this home.')
  return state
}

export async function ask<T extends object>(server: EmbeddedServer, sql: string): Promise<T[]> {
  const client = new Client(server.connection)
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Loaded first into a joiner: it kills itself as soon as PostgreSQL's process exists. */
export const dieAfterStarting = fileURLToPath(new URL('./die-after-starting.cjs', import.meta.url))

/** Another process that joins once. */
export function spawnJoiner(home: string, idleMinutes = 10, loadedFirst?: string): ChildProcess {
  const script = fileURLToPath(new URL('./join-once.ts', import.meta.url))
  const preload = loadedFirst === undefined ? [] : ['--require', loadedFirst]
  return spawn(process.execPath, [...preload, script, home, String(idleMinutes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

export async function joinedBy(child: ChildProcess): Promise<EmbeddedServer> {
  let output = ''
  for await (const chunk of child.stdout!) output += chunk
  return JSON.parse(output) as EmbeddedServer
}

/** Linux: the processes whose command line has all of these words. */
export function processesWith(...words: string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      const line = commandLine(name)
      return words.every((word) => line.includes(word))
    })
    .map(Number)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}
