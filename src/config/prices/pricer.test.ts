import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PriceEntry } from './price-table.ts'
import { createPricer, type PricedUsage } from './pricer.ts'

const at = (day: string) => Date.parse(day)

const usage = (part: Partial<PricedUsage>): PricedUsage => ({
  model: 'model-1',
  at: at('2026-06-01'),
  inputTokens: 0,
  cacheCreation5mTokens: 0,
  cacheCreation1hTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 0,
  ...part,
})

const entry: PriceEntry = {
  models: ['model-1'],
  from: '2026-01-01',
  input: 5,
  output: 25,
  cacheRead: 0.5,
  cacheWrite5m: 6.25,
  cacheWrite1h: 10,
  longContext: { above: 200_000, input: 10, output: 37.5, cacheRead: 1, cacheWrite5m: 12.5, cacheWrite1h: 20 },
  webSearch: 10,
  multipliers: { fast: 6, batch: 0.5 },
}

const pricer = createPricer({ prices: [entry] })
const micro = 1_000_000

describe('cost', () => {
  it('adds up every kind of token, in pico-dollars', () => {
    const all = usage({
      inputTokens: 1000,
      cacheCreation5mTokens: 200,
      cacheCreation1hTokens: 100,
      cacheReadTokens: 50_000,
      outputTokens: 300,
    })
    expect(pricer.cost(all)).toBe((1000 * 5 + 200 * 6.25 + 100 * 10 + 50_000 * 0.5 + 300 * 25) * micro)
  })

  it('adds searches, a thousand of which cost ten dollars', () => {
    expect(pricer.cost(usage({ webSearches: 3 }))).toBe(0.03 * 1e12)
  })

  it('bills the whole request as long from the first token above the border, cache included', () => {
    const border = { inputTokens: 100_000, cacheReadTokens: 60_000, cacheCreation5mTokens: 30_000, outputTokens: 10 }
    expect(pricer.cost(usage({ ...border, cacheCreation1hTokens: 10_000 }))).toBe(
      (100_000 * 5 + 60_000 * 0.5 + 30_000 * 6.25 + 10_000 * 10 + 10 * 25) * micro,
    )
    expect(pricer.cost(usage({ ...border, cacheCreation1hTokens: 10_001 }))).toBe(
      (100_000 * 10 + 60_000 * 1 + 30_000 * 12.5 + 10_001 * 20 + 10 * 37.5) * micro,
    )
  })

  it('multiplies tokens, not searches, in fast mode: by speed, by tier or by the name of the model', () => {
    const fast = (10 * 25 * 6 + 10_000) * micro
    expect(pricer.cost(usage({ outputTokens: 10, webSearches: 1, speed: 'fast' }))).toBe(fast)
    expect(pricer.cost(usage({ outputTokens: 10, webSearches: 1, serviceTier: 'fast' }))).toBe(fast)
    expect(pricer.cost(usage({ outputTokens: 10, webSearches: 1, model: 'model-1-fast' }))).toBe(fast)
    expect(pricer.cost(usage({ outputTokens: 10, speed: 'standard', serviceTier: 'standard' }))).toBe(250 * micro)
    expect(pricer.cost(usage({ outputTokens: 10, speed: 'standard', serviceTier: 'batch' }))).toBe(125 * micro)
  })

  it('is not known for an unknown model, mode or search, and never 0 then', () => {
    expect(pricer.cost(usage({ model: 'model-2', outputTokens: 1 }))).toBeNull()
    expect(pricer.cost(usage({ model: undefined, outputTokens: 1 }))).toBeNull()
    expect(pricer.cost(usage({ serviceTier: 'priority', outputTokens: 1 }))).toBeNull()
    const { webSearch: _, ...without } = entry
    const other = createPricer({ prices: [without] })
    expect(other.cost(usage({ outputTokens: 1 }))).toBe(25 * micro)
    expect(other.cost(usage({ outputTokens: 1, webSearches: 1 }))).toBeNull()
  })

  it('is 0 for what Claude Code made up itself', () => {
    expect(pricer.cost(usage({ model: '<synthetic>', outputTokens: 5 }))).toBe(0)
  })

  it('takes cache for input where no price is named', () => {
    const plain = createPricer({ prices: [{ models: ['model-1'], from: '2026-01-01', input: 2, output: 8 }] })
    expect(plain.cost(usage({ cacheReadTokens: 1, cacheCreation5mTokens: 1, cacheCreation1hTokens: 1 }))).toBe(
      6 * micro,
    )
  })

  it('follows the dates, to the millisecond', () => {
    const dated = createPricer({
      prices: [
        { models: ['model-1'], from: '2026-03-13', input: 5, output: 1, until: '2026-05-01' },
        { models: ['model-1'], from: '2026-02-05', input: 10, output: 1 },
      ],
    })
    const costAt = (time: string) => dated.cost(usage({ at: at(time), inputTokens: 1 }))
    expect(costAt('2020-01-01T00:00:00Z')).toBe(10 * micro)
    expect(costAt('2026-03-12T23:59:59.999Z')).toBe(10 * micro)
    expect(costAt('2026-03-13T00:00:00Z')).toBe(5 * micro)
    expect(costAt('2026-04-30T23:59:59.999Z')).toBe(5 * micro)
    expect(costAt('2026-05-01T00:00:00Z')).toBeNull()
  })

  it('is not known rather than inexact', () => {
    expect(pricer.cost(usage({ outputTokens: 1e12 }))).toBeNull()
  })

  it('is whole, and the same in any order', () => {
    const prices = fc.integer({ min: 0, max: 200_000_000 }).map((micros) => micros / micro)
    const tokens = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(prices, prices, fc.array(fc.tuple(tokens, tokens)), (input, output, messages) => {
        const some = createPricer({ prices: [{ models: ['model-1'], from: '2026-01-01', input, output }] })
        const costs = messages.map(([inputTokens, outputTokens]) => some.cost(usage({ inputTokens, outputTokens }))!)
        expect(costs.every(Number.isSafeInteger)).toBe(true)
        const sum = (list: number[]) => list.reduce((total, cost) => total + BigInt(cost), 0n)
        expect(sum(costs.toReversed())).toBe(sum(costs))
        const expected = messages.reduce(
          (total, [i, o]) =>
            total + BigInt(i) * BigInt(Math.round(input * micro)) + BigInt(o) * BigInt(Math.round(output * micro)),
          0n,
        )
        expect(sum(costs)).toBe(expected)
      }),
    )
  })
})

describe('version', () => {
  it('changes with prices, not with sources', () => {
    expect(createPricer({ prices: [{ ...entry, source: 'https://example.org' }] }).version).toBe(pricer.version)
    expect(createPricer({ prices: [{ ...entry, output: 26 }] }).version).not.toBe(pricer.version)
    expect(createPricer({ prices: [{ ...entry, from: '2026-01-02' }] }).version).not.toBe(pricer.version)
  })
})
