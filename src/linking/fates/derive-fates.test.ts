import { expect, test } from 'vitest'
import { pricer, rebuild } from '../../../test/support/derive.ts'
import { allDerived } from '../../../test/support/store.ts'
import { derive } from '../../jobs/refresh.ts'
import { deleteFor } from '../../store/delete/index.ts'
import { deriveLedger } from '../ledger/derive-ledger.ts'
import { text } from '../ledger/testing.ts'
import { deriveFates, type FateWork } from './derive-fates.ts'
import { atMinute, minuteZero, sessionId, Workshop } from './testing.ts'

/** What became of lines, without what depends on where a test's files lie. */
const fatesIn = async ({ client, repository }: Workshop): Promise<unknown> => {
  const { line_fate, edit_commit } = await allDerived(client)
  expect(line_fate).not.toEqual([])
  return JSON.parse(JSON.stringify({ line_fate, edit_commit }).replaceAll(repository.path, '/shop'))
}

type Step = 'logs' | 'history' | 'all'

const readIn = async (...steps: Step[]): Promise<unknown> => {
  await using shop = await Workshop.open()
  await shop.makeBusyHistory()
  for (const step of steps) await shop.read(step)
  const fates = await fatesIn(shop)
  await rebuild(shop.client)
  expect(await fatesIn(shop)).toEqual(fates)
  return fates
}

test('what became of lines is the same in whatever order logs and history are read, and anew', async () => {
  const atOnce = await readIn('all')
  expect(await readIn('logs', 'history', 'all')).toEqual(atOnce)
  expect(await readIn('history', 'logs', 'all')).toEqual(atOnce)
}, 120_000)

test('it is the same where a session grows with its history, step by step', async () => {
  const acts = [
    { minute: 1, file: 'cart.ts', to: text('one', 'two', 'three') },
    { minute: 3, file: 'cart.ts', from: text('two'), to: text('deux') },
    { minute: 5, file: 'cart.ts', from: text('three'), to: `  ${text('three')}` },
  ]
  const states = [text('one', 'two', 'three'), text('one', 'deux', 'three'), `${text('one', 'deux')}  ${text('three')}`]
  await using shop = await Workshop.open()
  for (const [index, state] of states.entries()) {
    shop.log(sessionId(1), acts.slice(0, index + 1))
    await shop.read()
    shop.repository.write('cart.ts', state).commit(`State ${index}`, { environment: atMinute(2 * index + 2) })
    await shop.read()
  }
  const grown = await fatesIn(shop)
  await rebuild(shop.client)
  expect(await fatesIn(shop)).toEqual(grown)
}, 60_000)

test('a period that is deleted takes its edits along: lines that they took out stood', async () => {
  await using shop = await Workshop.open()
  await shop.makeBusyHistory()
  await shop.read()
  const { client } = shop
  const taken = async () =>
    (
      await client.query<{ taken: number }>(
        'select coalesce(sum(count), 0) as taken from line_fate where removed_at is not null',
      )
    ).rows[0]!.taken
  expect(await taken()).toBe(1)
  await deleteFor(client, {
    kind: 'period',
    since: minuteZero + 1.5 * 60_000,
    until: minuteZero + 4.5 * 60_000,
  })
  await shop.read()
  const left = await fatesIn(shop)
  expect(await taken()).toBe(0)
  await rebuild(client)
  expect(await fatesIn(shop)).toEqual(left)
}, 60_000)

/** The work after one more commit to one file, where so many other sessions wrote so many other files. */
const workWith = async (others: number): Promise<FateWork> => {
  await using shop = await Workshop.open()
  const { repository, client } = shop
  for (let other = 0; other < others; other++) {
    const lines = text(`${other} one`, `${other} two`)
    shop.log(sessionId(other + 2), [{ minute: 1, file: `other-${other}.ts`, to: lines }])
    repository.write(`other-${other}.ts`, lines)
  }
  shop.log(sessionId(1), [
    { minute: 1, file: 'cart.ts', to: text('one', 'two') },
    { minute: 1, file: 'bill.ts', to: text('three', 'four') },
  ])
  repository.write('cart.ts', text('one', 'two')).write('bill.ts', text('three', 'four'))
  repository.commit('All', { environment: atMinute(2) })
  await shop.read()
  expect(await deriveFates(client)).toEqual({ marked: 0, edits: 0 })
  repository.write('cart.ts', text('one')).commit('Less', { environment: atMinute(3) })
  await shop.read('history', 'nothing')
  await derive(client, pricer)
  await deriveLedger(client)
  return await deriveFates(client)
}

test('one more commit costs the edits whose lines it changes, however many others there are', async () => {
  const few = await workWith(1)
  expect(few).toEqual({ marked: 1, edits: 1 })
  expect(await workWith(7)).toEqual(few)
}, 60_000)
