import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MaestroError } from '../../model/errors.ts'
import { loadPrices } from './load-prices.ts'
import { shippedPrices } from './price-table.ts'
import { createPricer } from './pricer.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maestro-prices-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const fileOf = async (content: unknown): Promise<string> => {
  const file = join(folder, 'prices.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const outputCost = (table: Parameters<typeof createPricer>[0], model: string, day = '2026-04-01') =>
  createPricer(table).cost({
    model,
    at: Date.parse(day),
    inputTokens: 0,
    cacheCreation5mTokens: 0,
    cacheCreation1hTokens: 0,
    cacheReadTokens: 0,
    outputTokens: 1,
  })

const prices = { from: '2026-01-01', input: 1, output: 2 }

it('is the shipped table without a file', async () => {
  expect(await loadPrices()).toBe(shippedPrices)
})

it('lets a file replace the models that it names, add others, and keeps the rest', async () => {
  const table = await loadPrices(
    await fileOf({ prices: [{ ...prices, models: ['claude-opus-4.6', 'gpt-5.6', 'our-own-model'] }] }),
  )
  expect(outputCost(table, 'claude-opus-4-6', '2026-02-10')).toBe(2_000_000)
  expect(outputCost(table, 'claude-opus-4-6', '2026-11-10')).toBe(2_000_000)
  expect(outputCost(table, 'our-own-model')).toBe(2_000_000)
  expect(outputCost(table, 'gpt-5.6')).toBe(2_000_000)
  expect(outputCost(table, 'gpt-5.6-sol')).toBe(30_000_000)
  expect(outputCost(table, 'claude-opus-4-5')).toBe(25_000_000)
  expect(createPricer(table).version).not.toBe(createPricer(shippedPrices).version)
  expect(table.override).toEqual({ file: join(folder, 'prices.json'), prices: [table.prices.at(-1)] })
})

it.each([
  ['{"prices": [\n  {"models": }\n]}', '"models": }'],
  [{ prices: [{ ...prices, models: [] }] }, 'prices[0].models must name a model'],
  [{ prices: [{ ...prices, models: ['a'], input: -1 }] }, 'prices[0].input must not be negative'],
  [{ prices: [{ ...prices, models: ['a'], output: '2' }] }, 'prices[0].output must be a number'],
  [{ prices: [{ ...prices, models: ['a'], input: 0.00000001 }] }, 'prices[0].input must have at most six decimals'],
  [{ prices: [{ ...prices, models: ['a'], from: '2026-13-01' }] }, 'prices[0].from must be a day'],
  [{ prices: [{ ...prices, models: ['a'], until: '2025-01-01' }] }, 'prices[0].until must be later'],
  [{ prices: [{ ...prices, models: ['a'], cacheread: 1 }] }, 'cacheread'],
  [{ prices: [{ ...prices, models: ['a', 'a'] }] }, 'prices[0] names a from 2026-01-01 again'],
  [[], 'the file'],
])('says what is wrong with %j', async (content, fault) => {
  const file = await fileOf(content)
  const error = await loadPrices(file).catch((thrown: unknown) => thrown)
  expect(MaestroError.isInstance(error) && error.code).toBe('usage')
  expect((error as MaestroError).message).toContain(file)
  expect((error as MaestroError).message).toContain(fault)
  expect((error as MaestroError).next).toContain('settings')
})

it('says so when there is no file', async () => {
  await expect(loadPrices(join(folder, 'none.json'))).rejects.toThrow('cannot be read')
})
