import { z } from 'zod'

const price = z
  .number('must be a number: US dollars per million tokens')
  .nonnegative('must not be negative')
  .max(100_000, 'is US dollars per million tokens: this is too much')
  .refine((value) => Math.abs(value * 1e6 - Math.round(value * 1e6)) < 1e-3, 'must have at most six decimals')

const day = z
  .string('must be a day, as "2026-03-13"')
  .refine(
    (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
    'must be a day, as "2026-03-13"',
  )

const tokenPrices = {
  input: price,
  output: price,
  cacheRead: price.optional(),
  cacheWrite5m: price.optional(),
  cacheWrite1h: price.optional(),
}

const entry = z.strictObject({
  models: z.array(z.string().min(1)).min(1, 'must name a model'),
  from: day,
  until: day.optional(),
  ...tokenPrices,
  longContext: z.strictObject({ above: z.int().positive(), ...tokenPrices }).optional(),
  webSearch: price.optional(),
  multipliers: z.record(z.string(), z.number().nonnegative().max(1000)).optional(),
  source: z.string().optional(),
})

/** What a file of prices may hold: the form of `prices.json`. */
export const priceFileSchema = z
  .strictObject({ $schema: z.string().optional(), prices: z.array(entry) })
  .superRefine((table, context) => {
    const seen = new Set<string>()
    for (const [index, { models, from, until }] of table.prices.entries()) {
      if (until !== undefined && until <= from) {
        context.addIssue({ code: 'custom', path: ['prices', index, 'until'], message: 'must be later than "from"' })
      }
      for (const model of models) {
        const key = `${model} ${from}`
        if (!seen.has(key)) seen.add(key)
        else context.addIssue({ code: 'custom', path: ['prices', index], message: `names ${model} from ${from} again` })
      }
    }
  })
