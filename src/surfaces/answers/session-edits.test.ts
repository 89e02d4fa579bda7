import { describe, expect, test } from 'vitest'
import { pricer } from '../../../test/support/derive.ts'
import { deriveFates } from '../../linking/fates/derive-fates.ts'
import { type Act, atMinute, sessionId, Workshop } from '../../linking/fates/testing.ts'
import { text } from '../../linking/ledger/testing.ts'
import type { Workspace } from '../workspace.ts'
import type { AnswerContext } from './answer.ts'
import { session } from './session.ts'
import { sessionEdits } from './session-edits.ts'

const first = sessionId(1)

const contextOf = ({ client }: Workshop): AnswerContext => ({
  client,
  pricer,
  workspace: { timezone: 'UTC' } as Workspace,
  now: Date.parse('2026-11-01T00:00:00Z'),
})

const editsOf = async (shop: Workshop, id = first, asOf?: string) =>
  (await sessionEdits.run(contextOf(shop), { id, limit: 1000, asOf })).items

/** What became of each edit: `state count`, in the order of their lines. */
const fatesOf = async (shop: Workshop, id = first, asOf?: string) =>
  (await editsOf(shop, id, asOf)).map(({ fate }) => fate?.parts.map(({ state, count }) => `${state} ${count}`))

const linesOf = async (shop: Workshop, id = first, asOf?: string) =>
  (await session.run(contextOf(shop), { id, asOf })).lines

const second = sessionId(2)
const write = (minute: number, file: string, ...lines: string[]): Act => ({ minute, file, to: text(...lines) })
const change = (minute: number, file: string, from: readonly string[], to: readonly string[]): Act => ({
  minute,
  file,
  from: text(...from),
  to: text(...to),
})

describe('the lines of an edit', { timeout: 60_000 }, () => {
  test('landed with a commit, and are still there', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [{ minute: 0, prompt: 'make the cart' }, write(0, 'cart.ts', 'one', 'two', 'three')])
    const landed = shop.repository.write('cart.ts', text('one', 'two', 'three')).commit('Cart')
    await shop.read()
    expect(await editsOf(shop)).toMatchObject([
      {
        path: 'cart.ts',
        subagent: null,
        prompt: { text: 'make the cart' },
        fate: { counted: 3, parts: [{ state: 'there', lines: [[0, 3]], commits: [landed], landedBy: landed }] },
      },
    ])
    expect(await linesOf(shop)).toMatchObject({ counted: 3, standing: 3, landed: 3, there: 3, landedShare: 1 })
  })

  test('are gone with the commit that reverts them, and back with the one that brings them again', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [write(0, 'cart.ts', 'one', 'two')])
    const landed = shop.repository.write('cart.ts', text('one', 'two')).commit('Cart')
    shop.repository.git('revert', '--no-commit', landed)
    const gone = shop.commitOn(12, 'Revert')
    await shop.read()
    expect(await editsOf(shop)).toMatchObject([
      { fate: { landed: 2, there: 0, parts: [{ state: 'gone', count: 2, landedBy: landed, goneBy: gone }] } },
    ])
    expect(await fatesOf(shop, first, '2023-11-25')).toEqual([['there 2']])
    shop.repository.git('revert', '--no-commit', gone)
    shop.commitOn(200, 'Again')
    await shop.read()
    // What brings them back is a commit of its own, and its lines are those of the edit.
    expect(await editsOf(shop)).toMatchObject([{ fate: { counted: 2, landed: 2, there: 2 } }])
    expect(await fatesOf(shop, first, '2023-12-25')).toEqual([['gone 2']])
  })

  test('that the session took out itself did not stand; those that it indented are the same', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [
      write(0, 'cart.ts', 'one', 'two', 'three', 'four'),
      change(1, 'cart.ts', ['two'], ['deux']),
      { minute: 2, file: 'cart.ts', from: text('three'), to: `  ${text('three')}` },
    ])
    shop.repository.write('cart.ts', `${text('one', 'deux')}  ${text('three')}${text('four')}`)
    shop.commitOn(1, 'Cart')
    await shop.read()
    expect(await fatesOf(shop)).toEqual([['there 3', 'rewritten 1'], ['there 1'], []])
    expect(await linesOf(shop)).toMatchObject({ counted: 5, standing: 4, standingLanded: 4, landed: 4, landedShare: 1 })
  })

  test('keep their fate where a later edit of the session indents what landed before', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [
      write(0, 'cart.ts', 'one', 'two'),
      { minute: 3, file: 'cart.ts', from: text('two'), to: `  ${text('two')}` },
    ])
    const landed = shop.repository.write('cart.ts', text('one', 'two')).commit('Cart')
    const indented = shop.repository.write('cart.ts', `${text('one')}  ${text('two')}`)
    const later = indented.commit('Indented', { environment: atMinute(4) })
    await shop.read()
    const [edit, moving] = await editsOf(shop)
    expect(edit).toMatchObject({
      fate: {
        counted: 2,
        there: 2,
        parts: [
          { count: 1, commits: [landed] },
          { count: 1, commits: [landed, later], landedBy: landed },
        ],
      },
    })
    expect(moving).toMatchObject({ fate: { counted: 0, parts: [] } })
  })

  test('that the session put back were not written anew', async () => {
    await using shop = await Workshop.open()
    const { repository } = shop
    repository.write('cart.ts', text('theirs', 'other')).commit('Start', { environment: atMinute(0) })
    shop.log(first, [
      change(1, 'cart.ts', ['theirs'], ['theirs', 'own']),
      change(3, 'cart.ts', ['theirs', 'own'], ['draft']),
      change(4, 'cart.ts', ['draft'], ['theirs', 'own']),
    ])
    repository.write('cart.ts', text('theirs', 'own', 'other')).commit('Own', { environment: atMinute(2) })
    repository.write('README.md', text('readme')).commit('More', { environment: atMinute(5) })
    await shop.read()
    expect(await fatesOf(shop)).toEqual([['there 1'], ['rewritten 1'], []])
    expect(await linesOf(shop)).toMatchObject({ counted: 2, standing: 1, standingLanded: 1, landedShare: 1 })
  })

  test('that a squash carries again count once, and land with it', async () => {
    await using shop = await Workshop.open()
    const { repository } = shop
    repository.write('README.md', text('readme')).commit('Start')
    shop.log(first, [write(1, 'cart.ts', 'one', 'two'), change(2, 'cart.ts', ['two'], ['two', 'three'])])
    repository.git('switch', '--quiet', '-c', 'work')
    const one = repository.write('cart.ts', text('one', 'two')).commit('One', { environment: atMinute(2) })
    const two = repository.write('cart.ts', text('one', 'two', 'three')).commit('Two', { environment: atMinute(3) })
    await shop.read()
    expect(await fatesOf(shop)).toEqual([['committed 2'], ['committed 1']])
    expect(await linesOf(shop)).toMatchObject({ counted: 3, committed: 3, landed: 0, landedShare: 0 })
    repository.git('switch', '--quiet', 'main')
    repository.git('merge', '--quiet', '--squash', 'work')
    const squash = shop.commitOn(1, 'Work (#1)')
    await shop.read()
    expect(await editsOf(shop)).toMatchObject([
      { fate: { counted: 2, committed: 2, landed: 2, parts: [{ commits: [one, squash], landedBy: squash }] } },
      { fate: { counted: 1, committed: 1, landed: 1, parts: [{ commits: [two, squash], landedBy: squash }] } },
    ])
  })

  test('of two sessions on one line go to the later one; the first has its own in its own commit', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [write(0, 'cart.ts', 'one', 'two')])
    const before = shop.repository.write('cart.ts', text('one', 'two')).commit('Cart', { environment: atMinute(1) })
    shop.log(second, [change(2, 'cart.ts', ['two'], ['deux'])])
    const after = shop.repository.write('cart.ts', text('one', 'deux')).commit('French', { environment: atMinute(3) })
    await shop.read()
    expect(await editsOf(shop)).toMatchObject([
      {
        fate: {
          parts: [
            { state: 'there', commits: [before] },
            { state: 'gone', goneBy: after },
          ],
        },
      },
    ])
    expect(await editsOf(shop, second)).toMatchObject([{ fate: { parts: [{ state: 'there', commits: [after] }] } }])
  })

  test('that a subagent wrote belong to its session, and to the prompt before it was started', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [
      { minute: 0, prompt: 'have it made' },
      { minute: 5, prompt: 'how far is it?' },
    ])
    shop.log(first, [{ minute: 1, prompt: 'make the cart' }, write(6, 'cart.ts', 'one', 'two')], 'a1b2c3d')
    shop.repository.write('cart.ts', text('one', 'two')).commit('Cart', { environment: atMinute(7) })
    await shop.read()
    const edits = await editsOf(shop)
    expect(edits).toMatchObject([{ prompt: { text: 'have it made' }, fate: { landed: 2 } }])
    expect(edits[0]!.subagent).not.toBeNull()
    expect(await linesOf(shop)).toMatchObject({ counted: 2, landed: 2 })
  })

  test('in no commit are open for 30 days of history, and not found afterwards', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [write(0, 'cart.ts', 'one', 'two')])
    shop.repository.write('README.md', text('readme')).commit('Start')
    await shop.read()
    expect(await fatesOf(shop)).toEqual([['open 2']])
    shop.repository.write('README.md', text('readme', 'more'))
    shop.commitOn(31, 'More')
    await shop.read()
    expect(await fatesOf(shop)).toEqual([['not-found 2']])
    expect(await fatesOf(shop, first, '2023-11-20')).toEqual([['open 2']])
    expect(await linesOf(shop)).toMatchObject({ counted: 2, standing: 2, committed: 0, landedShare: 0 })
  })

  test('outside of the repository count neither way', async () => {
    await using shop = await Workshop.open()
    shop.log(first, [write(0, '../scratch/notes.md', 'one', 'two'), write(0, 'package-lock.json', 'three', 'four')])
    shop.repository.write('README.md', text('readme')).commit('Start')
    await shop.read()
    expect(await editsOf(shop)).toMatchObject([{ repository: null, fate: null }, { fate: { counted: 0 } }])
    expect(await linesOf(shop)).toMatchObject({ counted: 0, landedShare: null })
  })
})

test('survival is known for lines that landed long enough ago', async () => {
  await using shop = await Workshop.open()
  shop.log(first, [write(0, 'cart.ts', 'one', 'two', 'three', 'four')])
  shop.repository.write('cart.ts', text('one', 'two', 'three', 'four'))
  shop.commitOn(1, 'Cart')
  shop.repository.write('cart.ts', text('one', 'two', 'three'))
  shop.commitOn(6, 'Less')
  shop.commitOn(9, 'Nothing')
  shop.repository.write('cart.ts', text('one', 'two'))
  shop.commitOn(40, 'Still less')
  await shop.read()
  const nothing = { known: 0, share: null }
  const known = { known: 4, alive: 3, share: 0.75 }
  expect(await linesOf(shop)).toMatchObject({
    survival: [
      { days: 7, ...known },
      { days: 30, ...known },
      { days: 90, known: 0, share: null },
    ],
    there: 2,
  })
  expect(await linesOf(shop, first, '2023-11-25')).toMatchObject({ survival: [known, nothing, nothing] })
  expect(await linesOf(shop, first, '2023-11-19')).toMatchObject({ landed: 4, survival: [nothing, nothing, nothing] })
})

test('what became of lines is not known until the history is walked over', async () => {
  await using shop = await Workshop.open()
  shop.log(first, [write(0, 'cart.ts', 'one', 'two')])
  shop.repository.write('cart.ts', text('one', 'two')).commit('Cart')
  await shop.read('all', 'links')
  expect(await linesOf(shop)).toBeNull()
  expect(await editsOf(shop)).toMatchObject([{ fate: null }])
  await deriveFates(shop.client)
  expect(await linesOf(shop)).toBeNull()
  expect(await fatesOf(shop)).toEqual([['not-known 2']])
  await shop.read()
  expect(await linesOf(shop)).toMatchObject({ landed: 2 })
})

test('the sums over the edits of a session are the figures of the session', async () => {
  await using shop = await Workshop.open()
  await shop.makeBusyHistory()
  await shop.read()
  for (const id of [first, second]) {
    for (const asOf of [undefined, '2023-11-16', '2023-12-01']) {
      const lines = (await linesOf(shop, id, asOf))!
      const fates = (await editsOf(shop, id, asOf)).flatMap(({ fate }) => fate ?? [])
      const sum = (of: (fate: (typeof fates)[number]) => number) => fates.reduce((total, fate) => total + of(fate), 0)
      for (const key of ['counted', 'standing', 'committed', 'landed', 'there', 'standingLanded'] as const)
        expect([key, sum((fate) => fate[key])]).toEqual([key, lines[key]])
      for (const [at, { known, alive }] of lines.survival.entries()) {
        expect(sum((fate) => fate.survival[at]!.known)).toBe(known)
        expect(sum((fate) => fate.survival[at]!.alive)).toBe(alive)
      }
      for (const fate of fates) expect(fate.parts.reduce((total, { count }) => total + count, 0)).toBe(fate.counted)
    }
  }
  expect(await linesOf(shop)).toMatchObject({ counted: 11, landed: 8 })
})

test('pages follow each other', async () => {
  await using shop = await Workshop.open()
  await shop.makeBusyHistory()
  await shop.read()
  const whole = await editsOf(shop)
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await sessionEdits.run(contextOf(shop), { id: first, limit: 2, cursor })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(ids).toEqual(whole.map(({ id }) => id))
  expect(ids.length).toBeGreaterThan(3)
})
