import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts'
import { pricer } from '../../test/support/derive.ts'
import { TemporaryFolder } from '../../test/support/folder.ts'
import { lineHashKey, now } from '../../test/support/read-step.ts'
import { homeAt } from '../config/paths.ts'
import { SmallRepository } from '../connectors/git/testing/small-repository.ts'
import { sync } from '../ingest/sync.ts'
import { ManualClock, shortPausesPass } from '../ingest/watch/testing.ts'
import type { Change } from '../store/changes.ts'
import { locks } from '../store/locks.ts'
import { type Live, startLive } from './live.ts'

const patience = { timeout: 30_000 }
const idOf = (number: number) => `5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f${String(number).padStart(2, '0')}`

/** A home with two sessions, one in a repository, that is read live. */
class LiveHome implements AsyncDisposable {
  readonly folder = new TemporaryFolder()
  readonly clock = new ManualClock()
  readonly shop = new SmallRepository(join(this.folder.path, 'home/work/shop'))
  readonly told: Change[] = []
  data!: TestDatabase
  live!: Live
  #lines = 0

  static async start(): Promise<LiveHome> {
    const home = new LiveHome()
    home.shop.write('a.ts', 'export const a = 1\n').commit('Start')
    home.prompt(1, 'shop')
    home.prompt(2, 'bank')
    home.data = await freshDatabase()
    home.live = await startLive({
      database: home.data.database,
      pricer,
      clock: shortPausesPass(home.clock),
      sync: home.options,
      watching: { isForeign: async () => false },
    })
    home.live.changes.subscribe((change) => home.told.push(change))
    await home.live.first
    await home.settled()
    return home
  }

  get options() {
    const homes = [homeAt(join(this.folder.path, 'home'), {}).home]
    return { homes, repositories: [], roots: ['/'], lineHashKey: () => lineHashKey, now }
  }

  /** Writes a prompt into a session's log, and answers the log. */
  prompt(session: number, project: string): string {
    const cwd = join(this.folder.path, 'home/work', project)
    mkdirSync(cwd, { recursive: true })
    const log = join(this.folder.path, `home/.claude/projects/${project}/${idOf(session)}.jsonl`)
    mkdirSync(join(log, '..'), { recursive: true })
    const number = this.#lines++
    const line = {
      ...{ type: 'user', uuid: `line-${number}`, parentUuid: null, sessionId: idOf(session), version: '2.1.80', cwd },
      timestamp: new Date(Date.UTC(2026, 2, 2, 9) + number * 1000).toISOString(),
      message: { role: 'user', content: `Prompt ${number}` },
    }
    appendFileSync(log, `${JSON.stringify(line)}\n`)
    return log
  }

  async prompts(session: number): Promise<number> {
    const { rows } = await this.data.client.query('select prompts from session_summary where session = $1', [
      `claude-code:${idOf(session)}`,
    ])
    return rows[0]?.prompts ?? 0
  }

  async place(session: number): Promise<string | null> {
    const { rows } = await this.data.client.query(
      `select checkout.path from session_place place left join checkout using (repository) where session = $1`,
      [`claude-code:${idOf(session)}`],
    )
    return rows[0]?.path ?? null
  }

  async commits(): Promise<number> {
    return (await this.data.client.query('select from commit')).rowCount!
  }

  /** When each source was last read, by its id. */
  async read(): Promise<Map<string, string>> {
    const { rows } = await this.data.client.query('select id, last_read_at::text as at from source')
    return new Map(rows.map((row) => [row.id, row.at]))
  }

  settled(): Promise<void> {
    return expect.poll(() => this.live.state().reading, patience).toBe(false)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.live.close()
    await this.data[Symbol.asyncDispose]()
    this.folder[Symbol.dispose]()
  }
}

const readAgain = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].flatMap(([id, at]) => (before.get(id) === at ? [] : [id]))

test('what is appended to a log is stored, derived and told, and no other source is read', async () => {
  await using home = await LiveHome.start()
  expect([await home.prompts(1), await home.prompts(2)]).toEqual([1, 1])
  const before = await home.read()
  home.told.length = 0
  const log = home.prompt(2, 'bank')
  await expect.poll(() => home.prompts(2), patience).toBe(2)
  const session = { kind: 'session', keys: [`claude-code:${idOf(2)}`] }
  await expect.poll(() => home.told, patience).toContainEqual(session)
  expect(home.told).toContainEqual({ kind: 'source', keys: [`claude-code ${log}`] })
  expect(home.told.filter(({ kind }) => kind === 'written')).toEqual([])
  expect(readAgain(before, await home.read())).toEqual([log])
})

test('a new log in a new folder is read, and its repository with it; then commits there, too', async () => {
  await using home = await LiveHome.start()
  const ink = new SmallRepository(join(home.folder.path, 'home/work/ink'))
  ink.write('b.ts', 'export const b = 1\n').commit('Ink')
  home.prompt(3, 'ink')
  await expect.poll(() => home.place(3), patience).toBe(ink.path)
  expect(await home.commits()).toBe(2)
  await home.settled()
  const before = await home.read()
  ink.write('b.ts', 'export const b = 2\n').commit('More ink')
  await expect.poll(() => home.commits(), patience).toBe(3)
  expect(readAgain(before, await home.read())).toEqual([ink.gitDirectory])
})

test('a repository that begins where a session worked is read', async () => {
  await using home = await LiveHome.start()
  expect(await home.place(2)).toBe(null)
  const bank = new SmallRepository(join(home.folder.path, 'home/work/bank'))
  bank.write('c.ts', 'export const c = 1\n').commit('Bank')
  await expect.poll(() => home.place(2), patience).toBe(bank.path)
  await expect.poll(() => home.commits(), patience).toBe(2)
})

test('a quiet minute costs no look, and then there is one', async () => {
  await using home = await LiveHome.start()
  const { lastLookAt } = home.live.state()
  const wakes = home.clock.wakes
  home.clock.pass(59_000)
  await home.settled()
  expect(home.live.state().lastLookAt).toBe(lastLookAt)
  expect(home.clock.wakes - wakes).toBeLessThanOrEqual(4)
  home.clock.pass(900_000)
  await expect.poll(() => home.live.state().lastLookAt, patience).toBeGreaterThan(lastLookAt!)
})

test('what another process writes is derived here, and told', async () => {
  await using home = await LiveHome.start()
  home.told.length = 0
  await home.data.client.query('begin')
  await home.data.client.query(`insert into dirty (kind, key) values ('session', $1)`, [`claude-code:${idOf(1)}`])
  await home.data.client.query(`select pg_notify('maestro_changed', '{"kind":"written","keys":[]}')`)
  await home.data.client.query('commit')
  await expect.poll(() => home.told, patience).toContainEqual({ kind: 'session', keys: [`claude-code:${idOf(1)}`] })
})

test('while another process syncs it waits, says so, and then goes on', async () => {
  await using home = await LiveHome.start()
  await home.data.client.query('select pg_advisory_lock($1)', [locks.sync])
  home.prompt(1, 'shop')
  await expect.poll(() => home.live.state().lastError?.code, patience).toBe('busy')
  await home.data.client.query('select pg_advisory_unlock($1)', [locks.sync])
  home.clock.pass(1_000)
  await expect.poll(() => home.prompts(1), patience).toBe(2)
  await expect.poll(() => home.live.state().lastError, patience).toBeUndefined()
})

test('a connection that is lost ends nothing: it is told, and what was written meanwhile is read', async () => {
  await using home = await LiveHome.start()
  const { client } = home.data
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  home.prompt(1, 'shop')
  await expect
    .poll(async () => {
      home.clock.pass(1_000)
      return home.prompts(1)
    }, patience)
    .toBe(2)
  await expect.poll(() => home.told, patience).toContainEqual({ kind: 'everything', keys: [] })
  await expect.poll(() => home.live.state().lastError, patience).toBeUndefined()
})

test('ends at once, also in the middle of a pass, and leaves the rest to the next', async () => {
  await using home = await LiveHome.start()
  home.prompt(1, 'shop')
  await home.live.close()
  home.prompt(1, 'shop')
  await sync(home.data.client, home.options)
  const { rows } = await home.data.client.query('select from turn where session = $1', [`claude-code:${idOf(1)}`])
  expect(rows).toHaveLength(3)
})
