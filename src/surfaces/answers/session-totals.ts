import { z } from 'zod'
import { knownSlotParts } from '../../metrics/usage/derive-usage-slots.ts'
import { searchRequest } from '../../store/questions/search-request.ts'
import { wordsConditions } from '../../store/questions/search-sessions.ts'
import { sessionSums } from '../../store/questions/sessions-of.ts'
import { queryLanguage } from '../../store/search/parse-query.ts'
import { defineAnswer } from './answer.ts'
import { filters, periodFrom, periodParameters, scopeFrom } from './parameters.ts'
import { queryText } from './search.ts'

/** So many people are named. */
const named = 6

/** What the sessions of a list come to, without its items. */
export const sessionTotals = defineAnswer({
  name: 'session-totals',
  path: '/session-totals',
  summary: 'how many sessions there are, whose, and what they cost in all',
  parameters: z.strictObject({
    q: queryText(`Only with all this: ${queryLanguage}`),
    ...filters,
    ...periodParameters,
  }),
  answer: z.strictObject({
    sessions: z
      .int()
      .nullable()
      .describe('Null for a phrase or a name of several parts: only the texts of sessions tell whether they have it'),
    prompts: z.int().nullable().describe('The same'),
    costUsd: z
      .number()
      .nullable()
      .describe('US dollars at list price; null where a message has no known price, and as above'),
    knownCostUsd: z.number().nullable().describe('Of the messages whose price is known; null as above'),
    people: z.strictObject({
      total: z.int(),
      named: z.array(z.string()).describe(`Whose they are, by name; at most ${named}`),
    }),
  }),
  run: async (context, parameters) => {
    const { client, now } = context
    const { q, agent } = parameters
    const period = await periodFrom(context, parameters, now)
    const dates = { timezone: period.timezone, now: period.asOf ?? now }
    const { terms, conditions } = await searchRequest(client, q, dates)
    const words = wordsConditions(terms, period.asOf)
    if (words === undefined)
      return { sessions: null, prompts: null, costUsd: null, knownCostUsd: null, people: { total: 0, named: [] } }
    const filter = { ...scopeFrom(parameters), agent, conditions: [...conditions, ...words] }
    const sums = await sessionSums(client, period, filter, await knownSlotParts(client, period, context.pricer))
    return {
      sessions: sums.sessions,
      prompts: sums.prompts,
      costUsd: sums.unpricedMessages > 0 ? null : sums.cost / 1e12,
      knownCostUsd: sums.cost / 1e12,
      people: { total: sums.people.length, named: sums.people.slice(0, named) },
    }
  },
})
