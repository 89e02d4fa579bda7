import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import { editFact, minute, sessionFact, usageFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { type FilterValue, filterValues, type NamedFilter } from './filter-values.ts'
import { fittingNames } from './fitting-names.ts'
import { searchRequest } from './search-request.ts'
import { searchSessions } from './search-sessions.ts'
import {
  type SessionKey,
  type SessionSort,
  sessionSorts,
  sessionSums,
  sessionsOf,
  sessionTotals,
} from './sessions-of.ts'

const utc = { timezone: 'UTC' }
let data: TestDatabase

const turn = (name: string, id: string, at: number): AnyRecord => ({
  kind: 'turn',
  id,
  session: `claude-code:${name}`,
  at: minute(at),
  position: 0,
  origin: 'typed',
  human: true,
  text: 'Mend the cart',
})

const answer = (name: string, at: number): AnyRecord => ({
  kind: 'message',
  id: `answer ${name}`,
  session: `claude-code:${name}`,
  at: minute(at),
  position: 9,
  form: 'answer',
  text: 'Mended.',
})

/** Three sessions: `mend` in a work tree, `write` in the shop, `long` over two days with a subagent. */
beforeAll(async () => {
  data = await freshDatabase()
  await writeRecords(data.client, [
    sessionFact('mend', { cwd: '/srv/shop/.trees/3', branch: 'ana/pay-109-cart', endedAt: minute(5) }),
    turn('mend', 't1', 0),
    answer('mend', 5),
    { ...editFact('mend', 'e1', '/srv/shop/.trees/3/src/cart.ts'), added: 40 },
    { ...editFact('mend', 'e2', '/srv/shop/.trees/3/src/cart.ts'), at: minute(2) },
    { ...editFact('mend', 'e3', '/srv/shop/.trees/3/src/cart.test.ts') },
    usageFact('mend', 'u1', minute(1)),
    sessionFact('write', { cwd: '/srv/shopping', branch: 'main', startedAt: minute(1), endedAt: minute(9) }),
    turn('write', 't2', 1),
    turn('write', 't3', 2),
    answer('write', 9),
    usageFact('write', 'u2', minute(2), { model: 'claude-haiku-4-5', outputTokens: 1 }),
    sessionFact('long', { cwd: '/srv/shop', branch: 'main', startedAt: minute(-24 * 60), endedAt: minute(30) }),
    turn('long', 't4', -24 * 60),
    sessionFact('long/sub', { parent: 'claude-code:long', parentCall: 'none' }),
    { ...editFact('long/sub', 'e4', '/srv/shop/src/cart.ts'), added: 90 },
    usageFact('long/sub', 'u3', minute(3), { outputTokens: 9000 }),
  ])
  await deriveMarked(data.client)
})

afterAll(() => data[Symbol.asyncDispose]())

const request = (text: string) => searchRequest(data.client, text, { ...utc, now: minute(60) })

const found = async (text: string, sort?: SessionSort, limit = 10): Promise<string[]> => {
  const { terms, conditions } = await request(text)
  const names: string[] = []
  let after: SessionKey | undefined
  do {
    const page = await searchSessions(data.client, utc, { terms, filter: { conditions, sort }, limit, after })
    names.push(...page.sessions.map(({ id }) => id.replace('claude-code:', '')))
    after = page.next
  } while (after)
  return names
}

describe('a filter', () => {
  test.each([
    ['branch:pay-109', ['mend']],
    ['branch:main', ['long', 'write']],
    ['branch:*/pay-*', ['mend']],
    ['dir:.trees/3', ['mend']],
    ['dir:/srv/shop', ['long', 'mend']],
    ['dir:/SRV/shop/', ['long', 'mend']],
    ['dir:/srv/shop -dir:.trees', ['long']],
    ['dir:*/3', ['mend']],
    ['model:opus', ['long', 'mend']],
    ['model:haiku', ['write']],
    ['-model:opus', ['write']],
    ['on:2026-02-08', ['long']],
    ['on:2026-02-09', ['long', 'write', 'mend']],
    ['on:yesterday on:2026-02-07', ['long']],
    ['on:2026-02', ['long', 'write', 'mend']],
    ['-on:2026-02-08', ['write', 'mend']],
    ['on:1d before:2026-02-09', ['long']],
  ])('%s finds %j', async (text, names) => expect(await found(text)).toEqual(names))

  test('of a date that is none says what to write', async () => {
    await expect(request('on:soon')).rejects.toMatchObject({ code: 'usage', next: expect.stringContaining('on:today') })
  })
})

describe('the order of a list', () => {
  const expected: Readonly<Record<SessionSort, readonly string[]>> = {
    latest: ['long', 'write', 'mend'],
    oldest: ['long', 'mend', 'write'],
    active: ['write', 'mend', 'long'],
    cost: ['long', 'mend', 'write'],
    prompts: ['write', 'long', 'mend'],
    calls: ['long', 'write', 'mend'],
    lines: ['long', 'mend', 'write'],
  }

  test.each(sessionSorts)('%s is the same whether it is read in pages or whole', async (sort) => {
    const whole = (await sessionsOf(data.client, utc, { sort })).map(({ logId }) => logId)
    expect(whole).toEqual(expected[sort])
    for (const limit of [1, 2, 10]) expect(await found('', sort, limit)).toEqual(whole)
    expect((await sessionsOf(data.client, { ...utc, asOf: minute(60) }, { sort })).map(({ logId }) => logId)).toEqual(
      whole,
    )
  })

  test('holds for what is found, too', async () => {
    expect(await found('cart', 'lines', 1)).toEqual(['long', 'mend', 'write'])
  })
})

test('as many are counted as are listed', async () => {
  for (const text of ['', 'branch:main', 'dir:.trees/3', 'on:2026-02-08']) {
    const { conditions } = await request(text)
    expect(await sessionTotals(data.client, utc, { conditions })).toMatchObject({
      sessions: (await found(text)).length,
    })
  }
})

test('what sessions cost in all, and whose they are, is what they say one by one', async () => {
  const rows = await sessionsOf(data.client, utc)
  const sums = await sessionSums(data.client, utc)
  expect(sums).toEqual({
    sessions: rows.length,
    prompts: rows.reduce((sum, row) => sum + row.prompts, 0),
    cost: rows.reduce((sum, row) => sum + row.cost, 0),
    unpricedMessages: 0,
    people: ['ana'],
  })
  expect(sums.cost).toBeGreaterThan(0)
  expect(await sessionSums(data.client, utc, { ids: [] })).toEqual({
    sessions: 0,
    prompts: 0,
    cost: 0,
    unpricedMessages: 0,
    people: [],
  })
})

test('what of a session fits a filter says why it was found, and where it is seen', async () => {
  const roots = ['claude-code:mend', 'claude-code:long', 'claude-code:write']
  const names = await fittingNames(data.client, { roots, files: ['src/cart'], tools: [], limit: 1 })
  expect(names).toEqual([
    {
      root: 'claude-code:long',
      kind: 'file',
      name: '/srv/shop/src/cart.ts',
      times: 1,
      call: 'e4',
      session: 'claude-code:long/sub',
      at: minute(1),
      names: 1,
    },
    expect.objectContaining({ root: 'claude-code:mend', name: '/srv/shop/.trees/3/src/cart.ts', times: 2, names: 2 }),
  ])
  const before = { roots, files: ['cart'], tools: [], limit: 5, asOf: minute(1) + 1 }
  expect((await fittingNames(data.client, before)).map(({ times }) => times)).toEqual([1, 1, 1])
})

describe('values of a filter', () => {
  const values = async (filter: NamedFilter, text = ''): Promise<FilterValue[]> =>
    filterValues(data.client, filter, { text, limit: 10 })

  test('are those that are known, with how many sessions have them', async () => {
    expect(await values('branch')).toEqual([
      { value: 'main', sessions: 2 },
      { value: 'ana/pay-109-cart', sessions: 1 },
    ])
    expect(await values('model')).toEqual([
      { value: 'claude-opus-4-6', sessions: 2 },
      { value: 'claude-haiku-4-5', sessions: 1 },
    ])
    expect(await values('agent')).toEqual([{ value: 'claude-code', sessions: 3 }])
    expect(await values('dir', 'shop')).toHaveLength(3)
  })

  test('begin with what was written, if only after a slash, before others; files are named from their directory', async () => {
    expect(await values('branch', 'PAY')).toEqual([{ value: 'ana/pay-109-cart', sessions: 1 }])
    expect(await values('file', 'cart')).toEqual([
      { value: 'src/cart.ts', sessions: 2 },
      { value: 'src/cart.test.ts', sessions: 1 },
    ])
    expect(await values('file', '100%_')).toEqual([])
  })

  test('of what lies after an instant are not known', async () => {
    expect(await filterValues(data.client, 'branch', { text: '', limit: 10, asOf: minute(-1) })).toEqual([
      { value: 'main', sessions: 1 },
    ])
  })
})
