import { z } from 'zod'
import { type ListedPrice, listPrices, type TokenPrices } from '../../config/prices/index.ts'
import { defineAnswer } from './answer.ts'

const price = (what: string) => z.number().describe(`US dollars per million tokens: ${what}`)

const tokenPrices = {
  input: price('input without cache'),
  output: price('output, reasoning included'),
  cacheRead: price('input that was read from a cache'),
  cacheWrite5m: price('input that was written to a cache for the shorter time that there is'),
  cacheWrite1h: price('input that was written to a cache for the longer time that there is'),
}

const item = z.strictObject({
  model: z.string().describe('Its name without provider, region and date; dots are dashes'),
  from: z.string().describe('The first day (UTC); the earliest price of a model holds before it, too'),
  until: z.string().nullable().describe('The first day on which it does not hold any more'),
  ...tokenPrices,
  longContext: z
    .strictObject({ above: z.int().describe('Tokens of input, cache included'), ...tokenPrices })
    .nullable()
    .describe('Prices of the whole request where its input is longer'),
  webSearch: z.number().nullable().describe('US dollars per thousand searches; null where it is not known'),
  multipliers: z.record(z.string(), z.number()).describe('What token prices are multiplied with, by mode'),
  own: z.boolean().describe("From the user's own file"),
  source: z.string().nullable().describe('Where the numbers come from'),
})

const tokensAt = ({ input, output, cacheRead, cacheWrite5m, cacheWrite1h }: TokenPrices) => ({
  input,
  output,
  cacheRead: cacheRead ?? input,
  cacheWrite5m: cacheWrite5m ?? input,
  cacheWrite1h: cacheWrite1h ?? input,
})

const itemOf = ({ model, from, until, entry, own }: ListedPrice): z.output<typeof item> => {
  const { longContext, webSearch, multipliers, source } = entry
  return {
    model,
    from,
    until: until ?? null,
    ...tokensAt(entry),
    longContext: longContext ? { above: longContext.above, ...tokensAt(longContext) } : null,
    webSearch: webSearch ?? null,
    multipliers: multipliers ?? {},
    own,
    source: source ?? null,
  }
}

/** The prices in force. */
export const prices = defineAnswer({
  name: 'prices',
  path: '/prices',
  summary: 'list prices in force, by model and from their first day on',
  parameters: z.strictObject({}),
  answer: z.strictObject({
    file: z.string().nullable().describe("The user's own file that is laid over the shipped prices"),
    items: z.array(item),
  }),
  run: async ({ pricer: { table } }) => ({
    file: table.override?.file ?? null,
    items: listPrices(table).map(itemOf),
  }),
})
