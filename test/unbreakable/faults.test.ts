import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SmallRepository } from '../../src/connectors/git/testing/small-repository.ts'
import { readLog } from '../../src/connectors/jsonl/index.ts'
import { sync } from '../../src/ingest/sync.ts'
import { setAsideOf, sourcesState } from '../../src/store/questions/sources-state.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { deriveMarked } from '../support/derive.ts'
import { TemporaryFolder } from '../support/folder.ts'
import { lineHashKey, now } from '../support/read-step.ts'
import { askEverything } from './ask-everything.ts'
import { placesIn } from './hostile-home.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const sessionOf = (number: number): string => `${number.toString(16).padStart(8, '0')}-0a51-4a3e-9d0e-7b1c2d3e4f50`

const lineOf = (session: string, number: number, text = `Prompt ${number}`): string =>
  `${JSON.stringify({
    type: 'user',
    uuid: `line-${session}-${number}`,
    parentUuid: null,
    sessionId: session,
    timestamp: new Date(Date.UTC(2026, 2, 2, 9) + number * 1000).toISOString(),
    version: '2.1.80',
    cwd: '/nowhere',
    message: { role: 'user', content: text },
  })}\n`

const logOf = (session: string, lines: number): string =>
  Array.from({ length: lines }, (_, number) => lineOf(session, number)).join('')

const replace = (path: string, content: string): void => {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
}

const isRoot = process.getuid?.() === 0
const project = 'ana/.claude/projects/-nowhere'

let folder: TemporaryFolder
let data: TestDatabase

beforeEach(async () => {
  folder = new TemporaryFolder()
  data = await freshDatabase()
})

afterEach(async () => {
  await data[Symbol.asyncDispose]()
  folder[Symbol.dispose]()
})

const write = (number: number, lines = 3): string =>
  folder.write(`${project}/${sessionOf(number)}.jsonl`, logOf(sessionOf(number), lines))

const read = (at = now, repositories: readonly string[] = []) =>
  sync(data.client, {
    homes: placesIn(folder.path, ['ana']).homes,
    repositories,
    roots: ['/'],
    lineHashKey: () => lineHashKey,
    now: at,
  })

const prompts = async (): Promise<number> => (await data.client.query('select from turn')).rowCount!

describe('beside sound logs', () => {
  test('pipes, sockets, devices and loops of links that look like logs are never opened', async () => {
    write(1)
    write(2)
    const place = join(folder.path, project)
    execFileSync('mkfifo', [join(place, 'pipe.jsonl')])
    symlinkSync('/dev/zero', join(place, 'device.jsonl'))
    symlinkSync(join(place, 'pipe.jsonl'), join(place, 'link-to-pipe.jsonl'))
    symlinkSync(join(place, 'itself.jsonl'), join(place, 'itself.jsonl'))
    symlinkSync(join(folder.path, 'ana'), join(place, 'home-again'))
    symlinkSync('..', join(place, 'above'))
    mkdirSync(join(place, 'folder.jsonl'))
    const server = createServer().listen(join(place, 'socket.jsonl'))
    try {
      const report = await read()
      expect(report).toMatchObject({ found: 2, sources: 2, sourcesDone: 2, failures: [] })
      expect(report.problems.map(({ path }) => path)).toEqual([join(place, 'itself.jsonl')])
      expect(await prompts()).toBe(6)
    } finally {
      server.close()
    }
  })

  test('a pipe that takes the place of a log, or of what stands beside one, holds nobody up', async () => {
    const log = write(1)
    write(2)
    await read()
    unlinkSync(log)
    execFileSync('mkfifo', [log])
    const reading = Array.fromAsync(readLog({ id: log }, undefined, () => ({ line: () => {}, state: () => null })))
    await expect(reading).rejects.toMatchObject({ code: 'source-unreadable' })
    const beside = join(folder.path, project, sessionOf(1), 'subagents')
    folder.write(`${project}/${sessionOf(1)}/subagents/agent-a1.jsonl`, lineOf(sessionOf(1), 7, 'Look around'))
    execFileSync('mkfifo', [join(beside, 'agent-a1.meta.json')])
    expect(await read()).toMatchObject({ sources: 1, failures: [] })
    expect(await prompts()).toBe(7)
  })

  test.skipIf(isRoot)('what may not be read is told with what to do, and read once it may be', async () => {
    const closed = write(1)
    write(2)
    const shut = dirname(folder.write(`ana/.claude/projects/shut/${sessionOf(3)}.jsonl`, logOf(sessionOf(3), 3)))
    chmodSync(closed, 0)
    chmodSync(shut, 0)
    const report = await read()
    expect(report.failures).toMatchObject([{ source: { id: closed }, next: expect.stringContaining('read access') }])
    expect(report.problems).toMatchObject([{ path: shut, next: expect.stringContaining('read access') }])
    expect(await prompts()).toBe(3)
    chmodSync(closed, 0o600)
    chmodSync(shut, 0o700)
    expect(await read()).toMatchObject({ failures: [], problems: [] })
    expect(await prompts()).toBe(9)
  })

  test('a log with a date of another age is read like the others', async () => {
    for (const [number, date] of [0, -5_000_000_000, 4_000_000_000, 15_000_000_000].entries())
      utimesSync(write(number), date, date)
    expect(await read()).toMatchObject({ sources: 4, sourcesDone: 4, failures: [] })
    expect(await read()).toMatchObject({ found: 4, sources: 0 })
    expect(await prompts()).toBe(12)
  })
})

describe('a log that changes while it is read', () => {
  const session = sessionOf(1)
  const lines = 40_000
  const path = () => join(folder.path, project, `${session}.jsonl`)

  /** Reads the log, does something to it when the first batch is read, and answers the lines that were read. */
  const readWhile = async (change: () => void): Promise<number> => {
    let items = 0
    let batches = 0
    const parser = { line: () => void items++, state: () => null }
    for await (const batch of readLog({ id: path() }, undefined, () => parser)) {
      expect(batch.report.setAside).toEqual([])
      if (batches++ === 0) change()
    }
    expect(batches).toBeGreaterThan(0)
    return items
  }

  test.each([
    ['is cut', () => truncateSync(path(), 100), 10_000, lines],
    ['is deleted', () => unlinkSync(path()), lines, lines],
    ['is replaced', () => replace(path(), logOf(session, 5)), lines, lines],
    ['is emptied and written anew', () => writeFileSync(path(), logOf(session, 5)), 10_000, lines],
  ])('%s: what was read of it stands, nothing throws', async (_, change, least, most) => {
    write(1, lines)
    const items = await readWhile(change)
    expect(items).toBeGreaterThanOrEqual(least)
    expect(items).toBeLessThanOrEqual(most)
  })

  test('is counted anew when it was replaced, and keeps what it held', async () => {
    write(1, 20)
    write(2, 20)
    await read()
    writeFileSync(path(), logOf(session, 5) + lineOf(session, 100) + lineOf(session, 101))
    expect(await read()).toMatchObject({ sources: 1, failures: [], setAside: 0 })
    expect(await prompts()).toBe(42)
    const state = (await sourcesState(data.client)).find(({ id }) => id === path())!
    expect(state).toMatchObject({ items: 7, finished: true, problem: null })
  })

  test('is told as damaged where it was damaged, at its place in the file', async () => {
    const sound = logOf(session, 3)
    folder.write(`${project}/${session}.jsonl`, `${sound}{"type":"user","mess\0\0\0\n${lineOf(session, 9)}`)
    expect(await read()).toMatchObject({ setAside: 1, failures: [] })
    expect(await setAsideOf(data.client, 10)).toMatchObject([
      { source: path(), position: sound.length, length: 23, reason: expect.stringContaining('NUL') },
    ])
    expect(await prompts()).toBe(4)
  })

  test('is gone before it is opened: the others are read', async () => {
    write(1)
    write(2)
    await read()
    unlinkSync(path())
    await expect(
      Array.fromAsync(readLog({ id: path() }, undefined, () => ({ line: () => {}, state: () => null }))),
    ).rejects.toMatchObject({ code: 'source-unreadable', message: expect.stringContaining('gone') })
    expect(await read()).toMatchObject({ found: 1, sources: 0, failures: [] })
    expect(await prompts()).toBe(6)
  })
})

test('a folder of logs that was moved away and linked to is the same folder', async () => {
  write(1)
  write(2)
  await read()
  const projects = join(folder.path, 'ana/.claude/projects')
  renameSync(projects, join(folder.path, 'elsewhere'))
  symlinkSync(join(folder.path, 'elsewhere'), projects)
  expect(await read()).toMatchObject({ found: 2, sources: 0, bytes: 0 })
  rmSync(projects)
  cpSync(join(folder.path, 'elsewhere'), projects, { recursive: true })
  expect(await read()).toMatchObject({ found: 2, records: 0, failures: [] })
  expect(await prompts()).toBe(6)
})

test('a clock that is set back, or was an hour ahead, hides nothing that came later', async () => {
  const hour = 3_600_000
  const log = write(1)
  const repository = new SmallRepository(join(folder.path, 'shop'))
  repository.write('a.ts', 'a\n').commit('Start')
  const tip = async () =>
    (await data.client.query<{ sha: string }>(`select sha from ref where name = 'refs/heads/main'`)).rows[0]!.sha
  for (const [index, at] of [now + hour, now, now - hour, now + 1].entries()) {
    repository.write('a.ts', `${index}\n`).commit(`Step ${index}`)
    writeFileSync(log, lineOf(sessionOf(1), 10 + index), { flag: 'a' })
    expect(await read(at, [repository.path])).toMatchObject({ sources: 2, failures: [] })
    expect(await tip()).toBe(repository.head())
    expect(await prompts()).toBe(4 + index)
  }
  await deriveMarked(data.client)
  expect(await askEverything(data.client, now)).toBeGreaterThan(10)
})

test('sums that no session of this world reaches break no answer', async () => {
  const session = sessionOf(1)
  const most = Number.MAX_SAFE_INTEGER
  const spent = Array.from({ length: 3000 }, (_, number) => {
    const usage = { input_tokens: most, output_tokens: most, cache_read_input_tokens: most }
    const message = { id: `msg_${number}`, model: 'claude-opus-4-6', content: [], usage }
    const seconds = new Date(Date.UTC(2026, 2, 2, 9) + number * 100_000).toISOString()
    return `${JSON.stringify({ type: 'assistant', uuid: `u${number}`, sessionId: session, timestamp: seconds, message })}\n`
  })
  const cheap = spent.map((line) => line.replaceAll(String(most), '90000000').replaceAll('msg_', 'msg_c'))
  folder.write(`${project}/${session}.jsonl`, lineOf(session, 0) + spent.join('') + cheap.join(''))
  expect(await read()).toMatchObject({ failures: [], setAside: 0 })
  await deriveMarked(data.client)
  expect(await askEverything(data.client, now)).toBeGreaterThan(10)
})

test('versions and types that are named like what every object has are counted', async () => {
  const session = sessionOf(1)
  const named = ['constructor', '__proto__', 'toString', 'constructor'].map((name, number) =>
    lineOf(session, number).replace('"version":"2.1.80"', `"version":"${name}"`),
  )
  folder.write(`${project}/${session}.jsonl`, named.join(''))
  expect(await read()).toMatchObject({ failures: [], sourcesDone: 1 })
  const [state] = await sourcesState(data.client)
  expect(Object.entries(state!.versions).sort()).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
    ['toString', 1],
  ])
})
