import { expect, test } from 'vitest'
import { pricer } from '../../../test/support/derive.ts'
import { atMinute, sessionId, Workshop } from '../../linking/fates/testing.ts'
import { text } from '../../linking/ledger/testing.ts'
import { deleteFor } from '../../store/delete/index.ts'
import type { Workspace } from '../workspace.ts'
import { blame } from './blame.ts'

const first = sessionId(1)

/** Who wrote each line: the prompt of a session, or the person. */
const writersAt = async ({ client }: Workshop, at: { on?: string; commit?: string } = {}) => {
  const workspace = { timezone: 'UTC' } as Workspace
  const context = { client, pricer, workspace, now: Date.parse('2026-11-01T00:00:00Z') }
  const { lines, writers } = await blame.run(context, { path: 'cart.ts', ...at })
  return lines.map(({ writer }) => {
    const { kind, person, prompt } = writers[writer]!
    return kind === 'session' ? `${kind}: ${prompt?.text}` : `${kind}: ${person}`
  })
}

/** A person's line, two prompts of a session, one of a bot. */
const makeCart = async (shop: Workshop): Promise<string> => {
  const { repository } = shop
  repository.write('cart.ts', text('by hand')).commit('By hand', { environment: atMinute(0) })
  shop.log(first, [
    { minute: 1, prompt: 'make the cart' },
    { minute: 1, file: 'cart.ts', from: text('by hand'), to: `${text('by hand', 'one')}}\n\n` },
    { minute: 2, prompt: 'and a bill' },
    { minute: 2, file: 'cart.ts', from: text('one'), to: text('two', 'one') },
  ])
  const made = repository.write('cart.ts', `${text('by hand', 'two', 'one')}}\n\n`)
  const sha = made.commit('Cart', { environment: atMinute(1440) })
  repository.write('cart.ts', `${text('by hand', 'two', 'one')}}\n\n${text('pinned')}`).commit('Pin', {
    environment: { ...atMinute(2880), GIT_AUTHOR_NAME: 'pins[bot]', GIT_AUTHOR_EMAIL: 'pins[bot]@example.org' },
  })
  await shop.read()
  return sha
}

const ofSession = ['session: and a bill', 'session: make the cart', 'session: make the cart', 'session: make the cart']

test('a line is from a turn of a session, a person or a bot; a short one goes with its neighbours', async () => {
  await using shop = await Workshop.open()
  const sha = await makeCart(shop)
  expect(await writersAt(shop)).toEqual(['person: Ada', ...ofSession, 'bot: pins[bot]'])
  expect(await writersAt(shop, { commit: sha })).toEqual(['person: Ada', ...ofSession])
  expect(await writersAt(shop, { on: '2023-11-14' })).toEqual(['person: Ada'])
})

test('lines of a session that was deleted are those of who committed them, and nothing is left of its edits', async () => {
  await using shop = await Workshop.open()
  await makeCart(shop)
  const { client } = shop
  await deleteFor(client, { kind: 'session', id: first })
  await shop.read()
  expect(await writersAt(shop)).toEqual([...new Array(5).fill('person: Ada'), 'bot: pins[bot]'])
  for (const table of ['line_fate', 'edit_commit'])
    expect([table, (await client.query(`select * from ${table}`)).rows]).toEqual([table, []])
  expect((await client.query("select key from dirty where kind = 'fate'")).rows).toEqual([])
})
