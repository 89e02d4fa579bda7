import { z } from 'zod'
import { costUsd } from '../../metrics/usage/cost-usd.ts'
import { cutSlots } from '../../metrics/usage/derive-usage-slots.ts'
import { MaestroError } from '../../model/errors.ts'
import { type UsageDimension, type UsageRow, usageBy, usageDimensions } from '../../store/questions/usage-by.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { filters, pageParameters, periodFrom, periodParameters, scopeFrom, text } from './parameters.ts'

const key = (dimension: UsageDimension) => z.string().optional().describe(`Where it is grouped by ${dimension}`)

const row = z.strictObject({
  ...(Object.fromEntries(usageDimensions.map((dimension) => [dimension, key(dimension)])) as Record<
    UsageDimension,
    ReturnType<typeof key>
  >),
  inputTokens: z.int(),
  cacheCreationTokens: z.int(),
  cacheReadTokens: z.int(),
  outputTokens: z.int(),
  reasoningTokens: count('Part of the output'),
  costUsd: z.number().nullable().describe('US dollars at list price; null where a message has no known price'),
  knownCostUsd: z.number().describe('Of the messages whose price is known'),
  messages: z.int(),
  unpricedMessages: z.int(),
  lowerBoundMessages: count('Messages that are known to log less output than there was'),
})

/** A row of usage as it is answered. */
export type UsageItem = z.output<typeof row>

const itemOf = (of: UsageRow): UsageItem => ({
  ...of.keys,
  inputTokens: of.inputTokens,
  cacheCreationTokens: of.cacheCreationTokens,
  cacheReadTokens: of.cacheReadTokens,
  outputTokens: of.outputTokens,
  reasoningTokens: of.reasoningTokens,
  costUsd: of.unpricedMessages > 0 ? null : costUsd(of),
  knownCostUsd: costUsd(of) ?? 0,
  messages: of.messages,
  unpricedMessages: of.unpricedMessages,
  lowerBoundMessages: of.lowerBoundMessages,
})

/** What usage is grouped by, from names with commas between. Throws `MaestroError('usage')` for any other. */
export const usageDimensionsOf = (value: string): UsageDimension[] => {
  const names = value
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  const wrong = names.find((name) => !usageDimensions.includes(name as UsageDimension))
  if (wrong !== undefined || names.length === 0) {
    throw new MaestroError(
      'usage',
      `Usage cannot be grouped by "${wrong ?? value}".`,
      `Give one or more of ${usageDimensions.join(', ')}.`,
    )
  }
  return [...new Set(names)] as UsageDimension[]
}

/** Tokens and cost. */
export const usage = defineAnswer({
  name: 'usage',
  path: '/usage',
  summary: 'tokens and cost, by any of agent, model, day, week, month, session, repo, person',
  parameters: z.strictObject({
    by: text(
      `What to group by, with commas between: ${usageDimensions.map((name) => `\`${name}\``).join(', ')}`,
    ).default('day'),
    ...filters,
    ...periodParameters,
    ...pageParameters(1000, 1000),
  }),
  answer: pageOf(row),
  run: async (context, parameters) => {
    const { client, pricer } = context
    const by = usageDimensionsOf(parameters.by)
    const start = startOf(`usage ${by}`, z.array(z.string()).length(by.length), parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const { agent, limit } = parameters
    const filter = { ...scopeFrom(parameters), agent, after: start.after, limit: limit + 1 }
    const rows = await usageBy(client, by, period, await cutSlots(client, period, pricer), filter)
    return pageFrom(start, rows, limit, { item: itemOf, key: ({ keys }) => by.map((name) => keys[name]!) })
  },
})
