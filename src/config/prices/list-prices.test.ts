import { expect, it } from 'vitest'
import { listPrices } from './list-prices.ts'
import { type PriceEntry, shippedPrices } from './price-table.ts'
import { createPricer } from './pricer.ts'

const entry = (models: string[], from: string, fields: Partial<PriceEntry> = {}): PriceEntry => ({
  models,
  from,
  input: 1,
  output: 2,
  ...fields,
})

it('lists each model from its first day on, and until when each price holds', () => {
  const later = entry(['b', 'a'], '2026-03-01')
  const first = entry(['a'], '2026-01-01')
  const ending = entry(['b'], '2026-01-01', { until: '2026-02-01' })
  const listed = listPrices({ prices: [later, first, ending], override: { file: '/prices.json', prices: [later] } })
  expect(listed.map(({ model, from, until, own }) => [model, from, until, own])).toEqual([
    ['a', '2026-01-01', '2026-03-01', false],
    ['a', '2026-03-01', undefined, true],
    ['b', '2026-01-01', '2026-02-01', false],
    ['b', '2026-03-01', undefined, true],
  ])
})

it('says what the pricer charges, on every first day of every shipped price', () => {
  const pricer = createPricer(shippedPrices)
  const tokens = { inputTokens: 0, cacheCreation5mTokens: 0, cacheCreation1hTokens: 0, cacheReadTokens: 0 }
  for (const { model, from, entry: listed } of listPrices(shippedPrices)) {
    const cost = pricer.cost({ ...tokens, model, at: Date.parse(from), outputTokens: 1_000 })
    expect([model, from, cost]).toEqual([model, from, Math.round(listed.output * 1e9)])
  }
})
