import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import {
  checkoutFact,
  commitFact,
  minute,
  printedFact,
  repositoryFact,
  sessionFact,
  usageFact,
} from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import { repositoryDays } from './repository-days.ts'
import { sessionsOfDays } from './sessions-of-days.ts'

const day = 24 * 60
let data: TestDatabase

/** The facts' day is 9 February; minute 0 is noon in UTC. */
beforeAll(async () => {
  data = await freshDatabase()
  const commit = (sha: string, at: number, fields = {}) =>
    commitFact('r', sha, { committedAt: minute(at), authoredAt: minute(at), ...fields })
  const session = (name: string, from: number, until: number) =>
    sessionFact(name, { startedAt: minute(from), endedAt: minute(until), cwd: '/shop' })
  await writeRecords(data.client, [
    repositoryFact('r'),
    repositoryFact('other'),
    checkoutFact('r', '/shop'),
    commit('a1', 0, { added: 5 }),
    commit('a2', 11 * 60 + 30, { added: 7 }),
    commit('b1', -3 * day, { added: 3, parents: ['x', 'y'] }),
    commitFact('other', 'c1', { committedAt: minute(day) }),
    session('long', -2 * day, 30),
    printedFact('long', 'a1', minute(10)),
    { ...usageFact('long', 'u1', minute(-2 * day)) },
    { ...usageFact('long', 'u2', minute(20)) },
    {
      kind: 'turn',
      id: 't',
      session: 'claude-code:long',
      at: minute(-2 * day),
      position: 0,
      origin: 'typed',
      human: true,
      text: 'Mend the cart',
    },
    {
      kind: 'turn',
      id: 't2',
      session: 'claude-code:long',
      at: minute(25),
      position: 9,
      origin: 'typed',
      human: true,
      text: 'And the till',
    },
  ])
  await deriveMarked(data.client)
})
afterAll(() => data[Symbol.asyncDispose]())

const told = async (filter: Partial<Parameters<typeof repositoryDays>[2]> = {}) =>
  (await repositoryDays(data.client, 'r', { timezone: 'UTC', limit: 10, ...filter })).map(
    ({ day: name, commits, added, sessions }) => [name, commits, added, sessions],
  )

test('days on which something happened, the latest first; a session counts on those on which it did something', async () => {
  expect(await told()).toEqual([
    ['2026-02-09', 2, 12, 1],
    ['2026-02-07', 0, 0, 1],
    ['2026-02-06', 1, 0, 0],
  ])
})

test('in another time zone days begin at other instants', async () => {
  expect(await told({ timezone: 'Asia/Tokyo' })).toEqual([
    ['2026-02-10', 1, 7, 0],
    ['2026-02-09', 1, 5, 1],
    ['2026-02-07', 0, 0, 1],
    ['2026-02-06', 1, 0, 0],
  ])
})

test('page by page they are the same days, and a period cuts them', async () => {
  expect(await told({ limit: 1 })).toEqual([['2026-02-09', 2, 12, 1]])
  expect(await told({ limit: 1, before: '2026-02-09' })).toEqual([['2026-02-07', 0, 0, 1]])
  expect(await told({ before: '2026-02-07' })).toEqual([['2026-02-06', 1, 0, 0]])
  expect(await told({ since: minute(-12 * 60) })).toEqual([['2026-02-09', 2, 12, 1]])
})

test('what lies after an instant is not known at it', async () => {
  expect(await told({ until: minute(5) })).toEqual([
    ['2026-02-09', 1, 5, 0],
    ['2026-02-07', 0, 0, 1],
    ['2026-02-06', 1, 0, 0],
  ])
  expect(await told({ until: minute(-12 * 60) })).toEqual([
    ['2026-02-07', 0, 0, 1],
    ['2026-02-06', 1, 0, 0],
  ])
})

test('a session is named with what was known of it, and when on a day it was at work', async () => {
  const filter = { since: minute(-12 * 60), until: minute(12 * 60), timezone: 'UTC', limit: 5 }
  const [now] = await sessionsOfDays(data.client, 'r', filter)
  expect(now).toMatchObject({ day: '2026-02-09', logId: 'long', prompts: 2, until: minute(30) })
  const [then] = await sessionsOfDays(data.client, 'r', { ...filter, asOf: minute(22) })
  expect(then).toMatchObject({ prompts: 1, goal: 'Mend the cart', endedAt: minute(22) })
})
