import { expect, it } from 'vitest'
import { canonicalModel } from './canonical-model.ts'
import { priceFileSchema } from './override.ts'
import { shippedPrices } from './price-table.ts'
import { createPricer } from './pricer.ts'

const pricer = createPricer(shippedPrices)
const dollars = (model: string, day: string, part: object = {}) => {
  const cost = pricer.cost({
    model,
    at: Date.parse(day),
    inputTokens: 0,
    cacheCreation5mTokens: 0,
    cacheCreation1hTokens: 0,
    cacheReadTokens: 0,
    outputTokens: 1000,
    ...part,
  })
  return cost === null ? null : cost / 1e12
}

it('has the form that is asked of a file, and a source for every entry', () => {
  expect(priceFileSchema.safeParse(shippedPrices).error?.issues).toBeUndefined()
  expect(shippedPrices.prices.filter((entry) => !entry.source?.startsWith('https://'))).toEqual([])
})

it('leaves no gap: an entry that ends is followed by one that begins then', () => {
  for (const { models, until } of shippedPrices.prices) {
    if (until === undefined) continue
    for (const model of models) {
      expect(shippedPrices.prices.some((next) => next.models.includes(model) && next.from === until)).toBe(true)
    }
  }
})

it('names no model twice for one day', () => {
  const names = shippedPrices.prices.flatMap(({ models, from }) =>
    models.map((m) => `${canonicalModel(m).name} ${from}`),
  )
  expect(new Set(names).size).toBe(names.length)
})

it('never makes long requests or cache writes cheaper, nor cache reads dearer', () => {
  for (const entry of shippedPrices.prices) {
    const { input, output, cacheRead = input, cacheWrite5m = input, cacheWrite1h = cacheWrite5m, longContext } = entry
    expect(cacheRead).toBeLessThanOrEqual(input)
    expect(cacheWrite5m).toBeGreaterThanOrEqual(input)
    expect(cacheWrite1h).toBeGreaterThanOrEqual(cacheWrite5m)
    if (!longContext) continue
    expect(longContext.input).toBeGreaterThan(input)
    expect(longContext.output).toBeGreaterThan(output)
  }
})

it.each([
  ['claude-opus-4-5-20251101', 0.025],
  ['claude-opus-4-6', 0.025],
  ['claude-opus-4-7', 0.025],
  ['claude-sonnet-4-5-20250929', 0.015],
  ['claude-sonnet-4-6', 0.015],
  ['claude-haiku-4-5-20251001', 0.005],
  ['claude-opus-4-1-20250805', 0.075],
  ['us.anthropic.claude-sonnet-4-20250514-v1:0', 0.015],
  ['claude-3-7-sonnet-latest', 0.015],
  ['gpt-5.4', 0.015],
  ['gpt-5.5', 0.03],
  ['gpt-5.1-codex-max', 0.01],
  ['codex-mini-latest', 0.006],
])('a thousand tokens of output of %s cost %d dollars', (model, cost) => {
  expect(dollars(model, '2026-04-20')).toBe(cost)
})

it('bills long requests to Opus 4.6 higher until 13 March 2026 only', () => {
  const long = { cacheReadTokens: 200_001, outputTokens: 0 }
  expect(dollars('claude-opus-4-6', '2026-03-12', long)).toBe(0.200001)
  expect(dollars('claude-opus-4-6', '2026-03-13', long)).toBe(0.1000005)
})

it('knows price cuts and fast modes', () => {
  expect(dollars('gpt-5.6-luna', '2026-07-29')).toBe(0.006)
  expect(dollars('gpt-5.6-luna', '2026-07-30')).toBe(0.0012)
  expect(dollars('claude-opus-4-6', '2026-04-20', { speed: 'fast' })).toBe(0.15)
  expect(dollars('claude-opus-4-8', '2026-06-20', { speed: 'fast' })).toBe(0.05)
  expect(dollars('gpt-5.5', '2026-06-20', { serviceTier: 'priority' })).toBe(0.075)
  expect(dollars('claude-sonnet-4-6', '2026-04-20', { speed: 'fast' })).toBeNull()
})
