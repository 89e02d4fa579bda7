import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import { commitFact, minute, repositoryFact, sessionFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { findNamed } from './find-named.ts'

let data: TestDatabase

const told = (name: string, start: number, text: string): AnyRecord[] => [
  sessionFact(name, { startedAt: minute(start), endedAt: minute(start + 5) }),
  {
    kind: 'turn',
    id: `turn-${name}`,
    session: `claude-code:${name}`,
    at: minute(start),
    position: 0,
    origin: 'typed',
    text,
    human: true,
  },
]

const merged = (number: number, title: string, at: number): AnyRecord => ({
  kind: 'pullRequest',
  repository: 'shop',
  number,
  source: 'squash-commit',
  inferred: true,
  title,
  sha: 'f'.repeat(40),
  at: minute(at),
})

/** More commits and sessions than are looked through one by one, the wanted one before all of them. */
const many = 1_050

beforeAll(async () => {
  data = await freshDatabase()
  await writeRecords(data.client, [
    repositoryFact('shop', { name: 'team/refund-shop' }),
    repositoryFact('ledger', { name: 'team/ledger' }),
    repositoryFact('old', { name: 'refund/archive' }),
    commitFact('shop', 'abcdef12', { subject: 'Retry the lighthouse refund' }),
    commitFact('shop', 'beef0001', { subject: 'feat(pay/src): 100% of 50% _odd_', committedAt: minute(1) }),
    ...Array.from({ length: many }, (_, index) =>
      commitFact('ledger', `c0${index.toString(16).padStart(6, '0')}`, {
        subject: `Balance the books ${index}`,
        committedAt: minute(10 + index),
        authoredAt: minute(10 + index),
      }),
    ),
    merged(88, 'Refunds are retried', 3),
    merged(880, 'Books balance', 4),
    ...told('one', 0, 'Repair the lighthouse refund of src/pay.ts'),
    ...Array.from({ length: 320 }, (_, index) =>
      told(`s${index}`, 20 + index, `Balance the books of month ${index}`),
    ).flat(),
  ])
  await deriveMarked(data.client)
})

afterAll(() => data[Symbol.asyncDispose]())

const find = (text: string, asOf?: number) => findNamed(data.client, { text, limit: 5, asOf })

test('words and their beginnings find, the latest first; also what lies far back', async () => {
  const found = await find('lighth ref')
  expect(found.sessions).toEqual(['claude-code:one'])
  expect(found.commits.map(({ sha }) => sha.slice(0, 8))).toEqual(['abcdef12'])
  const books = await find('balance')
  expect(books.sessions).toEqual([319, 318, 317, 316, 315].map((number) => `claude-code:s${number}`))
  expect(books.commits.map(({ subject }) => subject)).toEqual(
    [1049, 1048, 1047, 1046, 1045].map((number) => `Balance the books ${number}`),
  )
  expect(books.pullRequests.map(({ number }) => number)).toEqual([880])
  expect((await find('pay')).sessions).toEqual(['claude-code:one'])
})

test('a repository by the last part of its name comes first', async () => {
  expect((await find('refund')).repositories.map(({ name }) => name)).toEqual(['team/refund-shop', 'refund/archive'])
})

test('ids and numbers find by their beginning', async () => {
  expect((await find('abcde')).commits.map(({ subject }) => subject)).toEqual(['Retry the lighthouse refund'])
  expect((await find('#88')).pullRequests.map(({ number }) => number)).toEqual([88])
  expect((await find('s319')).sessions).toEqual(['claude-code:s319'])
  expect((await find('claude-code:one')).sessions).toEqual(['claude-code:one'])
})

test('what stands for something else elsewhere stands for itself', async () => {
  expect((await find('100% 50%')).commits).toHaveLength(1)
  expect((await find('___%')).sessions).toEqual((await find('')).sessions)
  expect((await find('.* (x')).commits).toEqual([])
})

test('without words the latest are answered; as of an instant, nothing later', async () => {
  const { sessions, commits, repositories } = await find('')
  expect([sessions.length, commits.length, repositories.length]).toEqual([5, 5, 3])
  const then = await find('', minute(2))
  expect(then.sessions).toEqual(['claude-code:one'])
  expect(then.commits.map(({ sha }) => sha.slice(0, 8))).toEqual(['beef0001', 'abcdef12'])
  expect(then.pullRequests).toEqual([])
  expect(then.repositories.map(({ name }) => name)).toEqual(['team/refund-shop'])
})
