import { expect, test } from 'vitest'
import { pricer } from '../../../test/support/derive.ts'
import { sessionId, Workshop } from '../../linking/fates/testing.ts'
import { text } from '../../linking/ledger/testing.ts'
import type { Workspace } from '../workspace.ts'
import { commit } from './commit.ts'
import { pullRequest } from './pull-request.ts'
import { repositoryFiles } from './repository-files.ts'

const first = sessionId(1)
const second = sessionId(2)

const contextOf = ({ client }: Workshop) => ({
  client,
  pricer,
  workspace: { timezone: 'UTC' } as Workspace,
  now: Date.parse('2026-11-01T00:00:00Z'),
})

const promptsOf = (sessions: readonly { session: string; prompts: readonly { text: string; lines: number }[] }[]) =>
  sessions.map(({ session, prompts }) => [session, ...prompts.map((prompt) => `${prompt.text}: ${prompt.lines}`)])

/** A merge of a branch with two commits: one of two prompts of a session, one of another session and a person. */
const makeCart = async (shop: Workshop) => {
  const { repository } = shop
  repository.write('start.ts', text('start')).commit('Start')
  repository.git('checkout', '--quiet', '-b', 'cart')
  shop.log(first, [
    { minute: 1, prompt: 'make the cart' },
    { minute: 1, file: 'cart.ts', to: text('one', 'two', 'three') },
    { minute: 2, prompt: 'and a bill' },
    { minute: 3, file: 'bill.ts', to: text('sum') },
  ])
  shop.log(second, [
    { minute: 2000, prompt: 'test it' },
    { minute: 2000, file: 'cart.test.ts', to: text('tested') },
  ])
  repository.write('cart.ts', text('one', 'two', 'three')).write('bill.ts', text('sum'))
  const made = shop.commitOn(1, 'Make the cart')
  repository.write('cart.test.ts', text('tested')).write('hand.ts', text('by', 'hand', 'alone'))
  const tested = shop.commitOn(2, 'Test the cart')
  repository.git('checkout', '--quiet', 'main')
  repository.merge('cart', 'Merge pull request #7 from acme/cart\n\nThe cart')
  await shop.read()
  const { rows } = await shop.client.query<{ id: string }>('select id from repository')
  return { made, tested, repo: rows[0]!.id }
}

test('a commit has the prompts that led to its lines, each with how many, in the order in which they were given', async () => {
  await using shop = await Workshop.open()
  const { made, tested } = await makeCart(shop)
  const context = contextOf(shop)
  const cart = await commit.run(context, { sha: made })
  expect(promptsOf(cart.sessions)).toEqual([[first, 'make the cart: 3', 'and a bill: 1']])
  expect(cart.sessions[0]).toMatchObject({ lines: 4, methods: ['content'], promptCount: 2, agent: 'claude-code' })
  const test = await commit.run(context, { sha: tested })
  expect(test).toMatchObject({ countedLines: 4, foundLines: 1 })
  expect(promptsOf(test.sessions)).toEqual([[second, 'test it: 1']])
})

test('a pull request sums up its commits: share of lines, sessions behind them, prompts', async () => {
  await using shop = await Workshop.open()
  const { repo } = await makeCart(shop)
  const pull = await pullRequest.run(contextOf(shop), { repo, number: '7' })
  expect(pull.commits.map(({ countedLines, foundLines }) => [countedLines, foundLines])).toEqual([
    [4, 4],
    [4, 1],
  ])
  expect(pull).toMatchObject({ countedLines: 8, foundLines: 5 })
  expect(promptsOf(pull.behind)).toEqual([
    [first, 'make the cart: 3', 'and a bill: 1'],
    [second, 'test it: 1'],
  ])
  expect(pull.behind.map(({ commits, lines, shownShare }) => [commits, lines, shownShare])).toEqual([
    [1, 4, 0.5],
    [1, 1, 0.125],
  ])
})

test('files are those of the default branch, the last changed first, by words of their path', async () => {
  await using shop = await Workshop.open()
  const { repo } = await makeCart(shop)
  shop.repository.git('checkout', '--quiet', '-b', 'other')
  shop.repository.write('elsewhere.ts', text('x'))
  shop.commitOn(3, 'Elsewhere')
  shop.repository.git('checkout', '--quiet', 'main')
  shop.repository.git('rm', '--quiet', 'bill.ts')
  shop.commitOn(4, 'No bill')
  await shop.read()
  const paths = async (q: string, limit = 50) =>
    (await repositoryFiles.run(contextOf(shop), { id: repo, q, limit })).items.map(({ path }) => path)
  expect(await paths('')).toEqual(['cart.test.ts', 'hand.ts', 'cart.ts', 'start.ts'])
  expect(await paths('TS cart')).toEqual(['cart.test.ts', 'cart.ts'])
  expect(await paths('', 1)).toEqual(['cart.test.ts'])
  expect(await paths('nothing')).toEqual([])
})
