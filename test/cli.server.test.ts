import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { embeddedFolder } from '../src/store/embedded/folder.ts'
import { readPostmasterFile } from '../src/store/embedded/postmaster-file.ts'
import { identityOf } from '../src/store/embedded/process-identity.ts'
import type { MachineStatus } from '../src/surfaces/server/machine-status.ts'
import { runningServer } from '../src/surfaces/server/running.ts'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { launcher, Maestro } from './support/maestro.ts'

// A start takes a second, and twenty on a machine that does much else.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const patience = { timeout: 60_000, interval: 50 }

let maestro: Maestro
const children: ChildProcess[] = []

beforeEach(() => {
  maestro = new Maestro()
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await maestro[Symbol.asyncDispose]()
})

const status = () => maestro.json<MachineStatus>('status')

/** What the running server answers at a path. */
const asked = async (path: string, method = 'GET'): Promise<Response> => {
  const { port, control } = runningServer(maestro.data)!
  return fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { authorization: `Bearer ${control}` } })
}

const sessionIds = async (): Promise<string[]> => {
  const answer = await asked('/api/sessions')
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return items.map(({ id }) => id).sort()
}

/** One more session in a log of its own. */
const leaveLog = (session: string, home = 'home'): void => {
  const log = { home, session, cwd: '/work', startedAt: Date.now() - 60_000 }
  writeClaudeLog(maestro.folder, log, [prompt(`Look at ${session}`), answer(session, [said('Done.')])])
}

const killDatabase = (): void => {
  const postmaster = readPostmasterFile(embeddedFolder(maestro.data).data)!.pid
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'latin1').trim().split(' ')
  for (const pid of [postmaster, ...children.map(Number)]) process.kill(pid, 'SIGKILL')
}

test('serves the sample team where that is asked for, also when nobody made it yet', async () => {
  await maestro.json('up', '--sample', '--detach')
  const sample = join(maestro.data, 'sample')
  const { port, control } = runningServer(sample)!
  await vi.waitFor(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/sessions?limit=5`, {
      headers: { authorization: `Bearer ${control}` },
    })
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(5)
  }, patience)
  await maestro.run('stop', '--sample')
})

test('runs in the background, reads what comes, and tells how it is until it is stopped', async () => {
  expect(await status()).toMatchObject({ server: { running: false }, live: null, database: { running: false } })
  expect(existsSync(maestro.data)).toBe(false)
  expect(await maestro.run('link')).toMatchObject({ status: 3, stderr: expect.stringContaining('maestro up --detach') })
  leaveLog('first')
  const { pid, port, link } = await maestro.json<{ pid: number; port: number; link: string }>('up', '--detach')
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['first']), patience)
  leaveLog('second')
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['first', 'second']), patience)

  expect(await status()).toMatchObject({
    server: { running: true, pid, port },
    live: { watched: expect.any(Number) },
    database: { kind: 'embedded', running: true },
    sources: { sources: 2, behind: 0, unreadable: 0, lastReadAt: expect.any(Number) },
  })
  expect(await maestro.print('status')).toMatch(/^Server +runs since .*\nReading .*watched.*\nDatabase +embedded/)
  expect(await maestro.print('up')).toMatch(/^The server runs already \(process \d+, port \d+\)/)
  expect((await fetch(link)).status).toBe(200)
  expect((await fetch(link)).status).toBe(403)
  expect((await fetch((await maestro.print('link')).trim())).status).toBe(200)
  for (const name of ['server.json', 'server.log'])
    expect(statSync(join(maestro.data, name)).mode & 0o777, name).toBe(0o600)
  expect(readFileSync(join(maestro.data, 'server.log'), 'utf8')).not.toContain('token')

  expect(await maestro.json('stop')).toEqual({ server: 'stopped', database: 'stopped' })
  expect(identityOf(pid)).toBeUndefined()
  expect(await status()).toMatchObject({ server: { running: false }, database: { running: false }, sources: null })
})

test('goes on when its database is killed under it, and when it is stopped', async () => {
  leaveLog('first')
  await maestro.print('up', '--detach')
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['first']), patience)
  killDatabase()
  await Promise.all([sessionIds(), sessionIds(), sessionIds()])
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['first']), patience)
  leaveLog('second')
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['first', 'second']), patience)
  killDatabase()
  leaveLog('third')
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['first', 'second', 'third']), patience)
})

test('reads by the settings of now, also when another command changes them', async () => {
  leaveLog('first')
  await maestro.print('up', '--detach')
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['first']), patience)
  leaveLog('elsewhere', 'other')
  await maestro.print('status', '--home', join(maestro.folder.path, 'other'))
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['elsewhere', 'first']), patience)
  leaveLog('later', 'other')
  await vi.waitFor(async () => expect(await sessionIds()).toEqual(['elsewhere', 'first', 'later']), patience)
})

test('ends cleanly when it is asked to, with readers of events that wait', async () => {
  const server = spawn(launcher, ['up', '--no-link'], { env: maestro.env, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(server)
  await once(server.stdout, 'data')
  const events = await asked('/api/events')
  expect(events.status).toBe(200)
  server.kill('SIGTERM')
  const [ended] = await Promise.all([once(server, 'exit'), events.text()])
  expect(ended).toEqual([0, null])
  expect(existsSync(join(maestro.data, 'server.json'))).toBe(false)
})

test('starts again after it was killed, whatever it left', async () => {
  const { pid } = await maestro.json<{ pid: number }>('up', '--detach')
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(runningServer(maestro.data)).toBeUndefined(), patience)
  expect(existsSync(join(maestro.data, 'server.json'))).toBe(true)
  const again = await maestro.json<{ pid: number }>('up', '--detach')
  expect(again.pid).not.toBe(pid)
})

test('a server in the background that cannot start says why', async () => {
  const taken = spawn(
    process.execPath,
    [
      '-e',
      `require('node:net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  children.push(taken)
  const [port] = await once(taken.stdout, 'data')
  const outcome = await maestro.run('up', '--detach', '--port', String(port).trim())
  expect(outcome).toMatchObject({ status: 4, stderr: expect.stringContaining('EADDRINUSE') })
  expect(outcome.stderr).toContain('--port')
  expect(await maestro.run('up', '--port', '70000')).toMatchObject({ status: 2 })
})
