import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { embeddedFolder } from './folder.ts'
import { joinEmbedded, statusEmbedded } from './index.ts'
import { takeLock } from './lock.ts'
import { identityOf } from './process-identity.ts'
import { runs } from './state.ts'
import { ask, dieAfterStarting, spawnJoiner, stateOf, temporaryHome } from './testing/home.ts'

/** On a machine that does much else. */
const patience = { timeout: 30_000 }

/** A server whose keeper did not come to see it yet looks for its files itself, once a minute. */
const untilItLooks = { timeout: 100_000, interval: 50 }

/** The server is named, answers, and has a keeper that lives, although nobody joined. */
const keptWithoutAJoin = async (home: string, pid?: number) => {
  const state = await vi.waitFor(() => stateOf(home), { timeout: 60_000 })
  expect(runs(state.keeper)).toBe(true)
  if (pid !== undefined) expect(state.server.pid).toBe(pid)
  const server = await joinEmbedded({ home })
  expect(server.startedHere).toBe(false)
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(stateOf(home)).toEqual(state)
}

it('starts again after the server was killed, with all that was committed', async () => {
  const home = temporaryHome()
  const server = await joinEmbedded({ home })
  await ask(server, 'create table kept as select generate_series(1, 1000) as number')
  const killed = stateOf(home)
  process.kill(killed.server.pid, 'SIGKILL')
  await vi.waitFor(() => expect(runs(killed.server)).toBe(false), patience)

  const later = await joinEmbedded({ home })
  expect(later).toMatchObject({ startedHere: true, initialised: false })
  expect(await ask(later, 'select count(*)::integer as rows from kept')).toEqual([{ rows: 1000 }])
  expect(runs(killed.keeper)).toBe(false)
  expect(runs(stateOf(home).keeper)).toBe(true)
})

it('starts although the killed server had the number of a process that lives now', async () => {
  const home = temporaryHome()
  const { dataDirectory } = await joinEmbedded({ home })
  const { server } = stateOf(home)
  process.kill(server.pid, 'SIGKILL')
  await vi.waitFor(() => expect(runs(server)).toBe(false), patience)
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
    const path = join(dataDirectory, name)
    writeFileSync(path, readFileSync(path, 'utf8').replace(String(server.pid), String(process.pid)))
  }
  expect(await joinEmbedded({ home })).toMatchObject({ startedHere: true })
})

it('gives a server whose keeper was killed a new one', async () => {
  const home = temporaryHome()
  await joinEmbedded({ home })
  const before = stateOf(home)
  process.kill(before.keeper!.pid, 'SIGKILL')
  await vi.waitFor(() => expect(runs(before.keeper)).toBe(false), patience)
  expect(await joinEmbedded({ home })).toMatchObject({ startedHere: false })
  const after = stateOf(home)
  expect(after.server).toEqual(before.server)
  expect(runs(after.keeper)).toBe(true)
})

it('joins a server whose starter died before it could say so', async () => {
  const home = temporaryHome()
  await joinEmbedded({ home })
  const before = stateOf(home)
  process.kill(before.keeper!.pid, 'SIGKILL')
  rmSync(embeddedFolder(home).state)
  const server = await joinEmbedded({ home })
  expect(server.startedHere).toBe(false)
  expect(stateOf(home).server).toEqual(before.server)
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('begins again when its starter was killed while it made the database', async () => {
  const home = temporaryHome()
  const { root } = embeddedFolder(home)
  const drafts = () => readdirSync(root).filter((name) => name.startsWith('initialising-'))
  const starter = spawnJoiner(home)
  await vi.waitFor(() => expect(drafts()).toHaveLength(1), { timeout: 60_000, interval: 5 })
  starter.kill('SIGKILL')
  const server = await joinEmbedded({ home })
  expect(server).toMatchObject({ startedHere: true, initialised: true })
  await vi.waitFor(() => expect(drafts()).toEqual([]), patience)
})

it('has its server kept when the starter was killed while it waited for the server', async () => {
  const home = temporaryHome()
  const { data } = embeddedFolder(home)
  const starter = spawnJoiner(home)
  const firstLine = await vi.waitFor(
    () => {
      const [line] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
      expect(line).toMatch(/^\d+$/)
      return line
    },
    { timeout: 60_000, interval: 1 },
  )
  starter.kill('SIGKILL')
  await keptWithoutAJoin(home, Number(firstLine))
})

it('has its server kept when the starter was killed in the instant in which it had started the server', async () => {
  const home = temporaryHome()
  const starter = spawnJoiner(home, 10, dieAfterStarting)
  const [, signal] = await once(starter, 'exit')
  expect(signal).toBe('SIGKILL')
  await keptWithoutAJoin(home)
})

it('starts anew when the socket was deleted under the server', async () => {
  const home = temporaryHome()
  const { socketDirectory } = await joinEmbedded({ home })
  rmSync(join(socketDirectory, '.s.PGSQL.5432'))
  const server = await joinEmbedded({ home })
  expect(server.startedHere).toBe(true)
  expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('ends the server when its folder is deleted, and a new one may take the place', async () => {
  const home = temporaryHome()
  await joinEmbedded({ home, idleMinutes: 0.05 })
  const { server } = stateOf(home)
  await vi.waitFor(async () => {
    using free = await takeLock(embeddedFolder(home).keeperLock, 0)
    expect(free).toBeUndefined()
  }, untilItLooks)
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  expect(await joinEmbedded({ home })).toMatchObject({ startedHere: true, initialised: true })
  await vi.waitFor(() => expect(identityOf(server.pid)).toBeUndefined(), untilItLooks)
  expect(await statusEmbedded({ home })).toMatchObject({ running: true })
})
