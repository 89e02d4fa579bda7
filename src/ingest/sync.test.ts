import { appendFileSync, copyFileSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { generateSample, type SampleWorld } from '../../sample/index.ts'
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts'
import { TemporaryFolder } from '../../test/support/folder.ts'
import { lineHashKey, now, type Places } from '../../test/support/read-step.ts'
import { allFacts } from '../../test/support/store.ts'
import { syncAndCount, syncAndKill, syncAndKillWhen } from '../../test/support/sync-process.ts'
import { homeAt } from '../config/paths.ts'
import { SmallRepository } from '../connectors/git/testing/small-repository.ts'
import { locks } from '../store/locks.ts'
import { sourcesState } from '../store/questions/sources-state.ts'
import { ReaderPool } from './pool/pool.ts'
import { type SyncReport, sync, workerSetup } from './sync.ts'

const sessionId = '5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f50'

const line = (number: number, session = sessionId): string =>
  `${JSON.stringify({
    type: 'user',
    uuid: `line-${session}-${number}`,
    parentUuid: null,
    sessionId: session,
    timestamp: new Date(Date.UTC(2026, 2, 2, 9) + number * 1000).toISOString(),
    version: '2.1.80',
    cwd: '/home/ana/shop',
    message: { role: 'user', content: `Prompt number ${number} of ${session}` },
  })}\n`

const linesUpTo = (count: number, session = sessionId): string =>
  Array.from({ length: count }, (_, number) => line(number, session)).join('')

/** A home with two logs and a repository. */
class SmallHome extends TemporaryFolder {
  readonly log = this.write(`home/.claude/projects/-home-ana-shop/${sessionId}.jsonl`, linesUpTo(20))
  readonly other = this.write(
    'home/.claude/projects/-home-ana-shop/22222222-0a51-4a3e-9d0e-7b1c2d3e4f50.jsonl',
    linesUpTo(5, '22222222-0a51-4a3e-9d0e-7b1c2d3e4f50'),
  )
  readonly repository = new SmallRepository(join(this.path, 'shop'))

  constructor() {
    super()
    this.repository.write('a.ts', 'export const a = 1\n').commit('Start')
  }

  get places(): Places {
    return { homes: [homeAt(join(this.path, 'home'), {}).home], repositories: [this.repository.path] }
  }
}

const syncHere = (data: TestDatabase, { homes, repositories }: Places): Promise<SyncReport> =>
  sync(data.client, { homes, repositories, roots: ['/'], lineHashKey: () => lineHashKey, now })

const prompts = async (data: TestDatabase, session = sessionId): Promise<number> =>
  (await data.client.query(`select from turn where session = $1`, [`claude-code:${session}`])).rowCount!

const stateOf = async (data: TestDatabase, id: string) =>
  (await sourcesState(data.client)).find((source) => source.id === id)

describe('a sync', () => {
  test('reads what there is, and says how much', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    const report = await syncHere(data, home.places)
    expect(report).toMatchObject({ found: 3, sources: 3, sourcesDone: 3, failures: [], problems: [], busy: false })
    expect(report.bytes).toBeGreaterThan(linesUpTo(25).length - 100)
    expect(await prompts(data)).toBe(20)
    expect((await stateOf(data, home.log))!).toMatchObject({ finished: true, bytes: linesUpTo(20).length, items: 20 })
  })

  test('of unchanged sources opens none and starts no program', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    const first = await syncAndCount(data.address, home.places, home.path)
    expect(first.opened).toEqual(expect.arrayContaining([home.log, home.other]))
    expect(first.started).toContain('git')
    const second = await syncAndCount(data.address, home.places, home.path)
    expect(second).toMatchObject({ opened: [], started: [], report: { found: 3, sources: 0, bytes: 0, records: 0 } })
  })

  test('of one line that was added opens one file and reads that line', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    await syncHere(data, home.places)
    appendFileSync(home.log, line(20))
    const { report, opened, started } = await syncAndCount(data.address, home.places, home.path)
    expect(opened.filter((name) => name.endsWith('.jsonl'))).toEqual([home.log])
    expect(started).toEqual([])
    expect(report).toMatchObject({ sources: 1, bytes: line(20).length })
    expect(await prompts(data)).toBe(21)
  })

  test('leaves a half-written line until it is whole', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    const half = Math.floor(line(20).length / 2)
    appendFileSync(home.log, line(20).slice(0, half))
    expect(await syncHere(data, home.places)).toMatchObject({ setAside: 0 })
    expect(await prompts(data)).toBe(20)
    appendFileSync(home.log, line(20).slice(half))
    expect(await syncHere(data, home.places)).toMatchObject({ bytes: line(20).length, setAside: 0 })
    expect(await prompts(data)).toBe(21)
  })

  test('keeps what a truncated log held, and reads on what is written then', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    await syncHere(data, home.places)
    truncateSync(home.log, linesUpTo(3).length)
    await syncHere(data, home.places)
    expect(await prompts(data)).toBe(20)
    appendFileSync(home.log, line(30) + line(31))
    await syncHere(data, home.places)
    expect(await prompts(data)).toBe(22)
  })

  test('reads a log from its start that was replaced by a longer one, and counts it anew', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    await syncHere(data, home.places)
    const replaced = Array.from({ length: 40 }, (_, number) => line(number + 100)).join('')
    const next = home.write('next', replaced)
    renameSync(next, home.log)
    expect(await syncHere(data, home.places)).toMatchObject({ bytes: replaced.length })
    expect(await prompts(data)).toBe(60)
    expect((await stateOf(data, home.log))!).toMatchObject({ bytes: replaced.length, items: 40, finished: true })
  })

  test('takes a log that was rotated for the same records', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    await syncHere(data, home.places)
    const before = await allFacts(data.client)
    renameSync(home.log, home.log.replace(sessionId, '33333333-0a51-4a3e-9d0e-7b1c2d3e4f50'))
    await syncHere(data, home.places)
    expect(await prompts(data)).toBe(20)
    writeFileSync(home.log, line(50))
    await syncHere(data, home.places)
    expect(await prompts(data)).toBe(21)
    const turns = (facts: typeof before) => facts.filter((fact) => fact.kind === 'turn')
    expect(turns(await allFacts(data.client))).toEqual(expect.arrayContaining(turns(before)))
  })

  test('of a source that fails reads all others, keeps what failed for the doctor, and mends it', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    const head = join(home.repository.gitDirectory, 'HEAD')
    const sound = readFileSync(head)
    writeFileSync(head, 'nothing\n')
    const report = await syncHere(data, home.places)
    expect(report.failures).toMatchObject([
      { source: { id: home.repository.gitDirectory }, message: expect.any(String), next: expect.stringMatching(/\w/) },
    ])
    expect(await prompts(data)).toBe(20)
    expect((await stateOf(data, home.repository.gitDirectory))!.problem).toContain('git')
    expect((await syncHere(data, home.places)).failures).toHaveLength(1)
    writeFileSync(head, sound)
    expect(await syncHere(data, home.places)).toMatchObject({ failures: [] })
    expect((await stateOf(data, home.repository.gitDirectory))!).toMatchObject({ problem: null, finished: true })
  })

  test('waits for another one, and where that takes too long does nothing and says so', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    const other = await data.database.connect()
    const { homes, repositories } = home.places
    const options = { homes, repositories, roots: ['/'], lineHashKey: () => lineHashKey, now }
    await other.query('select pg_advisory_lock($1)', [locks.sync])
    expect(await sync(data.client, { ...options, waitMs: 50 })).toMatchObject({ busy: true, found: 0 })
    expect(await prompts(data)).toBe(0)
    const waiting = sync(data.client, { ...options, waitMs: 60_000 })
    await expect
      .poll(async () => (await other.query('select from pg_locks where not granted')).rowCount, { timeout: 20_000 })
      .toBe(1)
    await other.query('select pg_advisory_unlock($1)', [locks.sync])
    expect(await waiting).toMatchObject({ busy: false, sources: 3 })
    expect(await prompts(data)).toBe(20)
    await other.end()
  })

  test('of what changed looks at nothing else', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    await syncHere(data, home.places)
    appendFileSync(home.log, line(20))
    appendFileSync(home.other, line(5, '22222222-0a51-4a3e-9d0e-7b1c2d3e4f50'))
    const { homes, repositories } = home.places
    const options = { homes, repositories, roots: ['/'], lineHashKey: () => lineHashKey, now }
    const report = await sync(data.client, { ...options, changed: [home.log] })
    expect(report).toMatchObject({ found: 1, sources: 1, bytes: line(20).length })
    expect(await sync(data.client, { ...options, changed: [home.log] })).toMatchObject({ found: 1, sources: 0 })
    home.repository.write('b.ts', 'export const b = 1\n').commit('More')
    const head = join(home.repository.gitDirectory, 'refs/heads/main')
    expect(await sync(data.client, { ...options, changed: [head] })).toMatchObject({ found: 1, sources: 1 })
    expect(await syncHere(data, home.places)).toMatchObject({ found: 3, sources: 1 })
  })

  test('reads with threads that are there already, and starts no other', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    const { homes, repositories } = home.places
    const options = { homes, repositories, roots: ['/'], lineHashKey: () => lineHashKey, now }
    const pool = new ReaderPool(workerSetup(options), 60_000)
    await sync(data.client, { ...options, pool })
    const { started } = pool
    appendFileSync(home.log, line(20))
    expect(await sync(data.client, { ...options, pool })).toMatchObject({ sources: 1, failures: [] })
    expect(pool.started).toBe(started)
    expect(await prompts(data)).toBe(21)
    await pool.close()
  })

  test('whose reader dies of a source reads all the others, and that one again when it changes', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    const deadly = join(dirname(home.log), 'deadly.jsonl')
    copyFileSync(home.log, deadly)
    const { homes, repositories } = home.places
    const options = { homes, repositories, roots: ['/'], lineHashKey: () => lineHashKey, now }
    const pool = new ReaderPool(
      workerSetup(options),
      0,
      join(import.meta.dirname, '../../test/support/dying-reader.ts'),
    )
    const report = await sync(data.client, { ...options, pool })
    expect(report.failures).toMatchObject([{ source: { id: deadly }, code: 'source-damaged' }])
    expect(report.sourcesDone).toBe(report.sources)
    expect(await prompts(data)).toBe(20)
    expect(await sync(data.client, { ...options, pool })).toMatchObject({ sources: 0, failures: [] })
    appendFileSync(deadly, line(20))
    expect(await syncHere(data, home.places)).toMatchObject({ sources: 1, failures: [] })
    expect(await prompts(data)).toBe(21)
  })

  test('that cannot write rejects, and leaves all to the next one', async () => {
    using home = new SmallHome()
    await using data = await freshDatabase()
    await data.client.query(`alter table turn add constraint none check (text not like '%number 7 %')`)
    await expect(syncHere(data, home.places)).rejects.toThrow('none')
    expect(await stateOf(data, home.log)).toBeUndefined()
    await data.client.query('alter table turn drop constraint none')
    expect(await syncHere(data, home.places)).toMatchObject({ failures: [], busy: false })
    expect(await prompts(data)).toBe(20)
  })
})

describe('a sync of a team', () => {
  let world: SampleWorld
  beforeAll(async () => {
    const folder = new TemporaryFolder()
    world = await generateSample({ directory: folder.path, now, weeks: 1, size: 0.2 })
    return () => folder[Symbol.dispose]()
  })
  const places = (): Places => ({
    homes: world.homes.map((home) => homeAt(home, {}).home),
    repositories: world.repositories,
  })

  const sums = async (data: TestDatabase) =>
    (
      await data.client.query(
        'select connector, id, bytes, items, records, skipped, versions, finished from source order by connector, id',
      )
    ).rows

  const recordsAndCursors = async (data: TestDatabase) =>
    (
      await data.client.query(
        'select (select count(*) from turn) as turns, (select count(*) from tool_call) as calls, (select count(*) from source) as sources, (select count(*) from dirty) as marks',
      )
    ).rows[0]

  test.each(['tool_call', 'source', 'dirty'])(
    'killed while it writes to the table %s has written nothing of that transaction',
    async (table) => {
      await using data = await freshDatabase()
      const before = await recordsAndCursors(data)
      const holder = await data.database.connect()
      await holder.query(`begin; lock table ${table} in share mode`)
      await syncAndKillWhen(data.address, places(), async () => {
        const { rows } = await data.client.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length > 0
      })
      expect(await recordsAndCursors(data)).toEqual(before)
      await holder.end()
      await expect
        .poll(() => syncHere(data, places()), { timeout: 20_000 })
        .toMatchObject({ busy: false, failures: [] })
      const after = await recordsAndCursors(data)
      expect(Math.min(...(Object.values(after) as number[]))).toBeGreaterThan(0)
    },
  )

  test('killed at any instant loses nothing and repeats nothing', async () => {
    await using undisturbed = await freshDatabase()
    await using disturbed = await freshDatabase()
    const { records } = await syncHere(undisturbed, places())
    let kills = 0
    for (const share of [0.01, 0.2, 0.5, 0.8])
      if (await syncAndKill(disturbed.address, places(), Math.max(1, records * share - kills))) kills++
    expect(kills).toBeGreaterThan(1)
    await expect
      .poll(() => syncHere(disturbed, places()), { timeout: 20_000 })
      .toMatchObject({ busy: false, failures: [] })
    expect(await allFacts(disturbed.client)).toEqual(await allFacts(undisturbed.client))
    expect(await sums(disturbed)).toEqual(await sums(undisturbed))
  })
})
