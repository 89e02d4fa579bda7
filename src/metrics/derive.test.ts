import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { deriveMarked, pricer, rebuild } from '../../test/support/derive.ts'
import {
  checkoutFact,
  commitFact,
  editFact,
  minute,
  repositoryFact,
  sessionFact,
  usageFact,
} from '../../test/support/facts.ts'
import { allDerived, writeRecords } from '../../test/support/store.ts'
import { derive } from '../jobs/refresh.ts'

const numbers = Array.from({ length: 60 }, (_, index) => index)

const past = numbers.flatMap((number) => [
  sessionFact(`s${number}`, { cwd: '/home/ana/shop', startedAt: minute(number), endedAt: minute(number + 5) }),
  usageFact(`s${number}`, `m${number}`, minute(number)),
  editFact(`s${number}`, `e${number}`, `/home/ana/shop/src/${number}.ts`),
])
const shop = [repositoryFact('shop'), checkoutFact('shop', '/home/ana/shop'), commitFact('shop', 'abcdef1')]

test('a day with one new session derives one session', async () => {
  await using data = await freshDatabase()
  await writeRecords(data.client, [...past, ...shop])
  expect(await deriveMarked(data.client)).toBeGreaterThan(60)
  expect(await deriveMarked(data.client)).toBe(0)
  const before = await allDerived(data.client)
  await writeRecords(data.client, [
    sessionFact('new', { cwd: '/home/ana/shop', startedAt: minute(100), endedAt: minute(110) }),
    usageFact('new', 'n', minute(101)),
  ])
  const { rows } = await data.client.query('select kind, key from dirty order by kind')
  expect(rows).toEqual([
    { kind: 'place', key: 'claude-code:new' },
    { kind: 'session', key: 'claude-code:new' },
  ])
  expect(await deriveMarked(data.client)).toBe(2)
  const after = await allDerived(data.client)
  const old = after.session_summary!.filter((row) => (row as { session: string }).session !== 'claude-code:new')
  expect(old).toEqual(before.session_summary)
})

test('a new commit in a repository derives no session that is surely placed', async () => {
  await using data = await freshDatabase()
  await writeRecords(data.client, [...past, ...shop])
  await deriveMarked(data.client)
  await writeRecords(data.client, [commitFact('shop', 'bbbbbb1')])
  // The repository, its author and its line ledger; the commit, its lines and its links.
  expect(await deriveMarked(data.client)).toBe(6)
})

test('deriving afresh gives what deriving step by step gave', async () => {
  await using data = await freshDatabase()
  for (const record of [...past.slice(0, 15), ...shop, ...past.slice(15, 30)]) {
    await writeRecords(data.client, [record])
    await deriveMarked(data.client)
  }
  const before = await allDerived(data.client)
  expect(before.session_summary).toHaveLength(10)
  expect(await rebuild(data.client)).toBeGreaterThan(10)
  expect(await allDerived(data.client)).toEqual(before)
})

test('other prices derive every cost anew, once', async () => {
  await using data = await freshDatabase()
  await writeRecords(data.client, past)
  await deriveMarked(data.client)
  const costs = async () => (await data.client.query('select sum(cost) as total from usage_slot')).rows[0].total
  const before = await costs()
  const dearer = { ...pricer, version: 'dearer', cost: () => 10 ** 12 }
  expect(await derive(data.client, dearer)).toBe(60)
  expect(await derive(data.client, dearer)).toBe(0)
  expect(await costs()).toBe(60 * 10 ** 12)
  await derive(data.client, pricer)
  expect(await costs()).toBe(before)
})
