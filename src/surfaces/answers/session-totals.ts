import { z } from 'zod'
import { searchRequest } from '../../store/questions/search-request.ts'
import { wordsConditions } from '../../store/questions/search-sessions.ts'
import { sessionTotals as totalsOf } from '../../store/questions/sessions-of.ts'
import { queryLanguage } from '../../store/search/parse-query.ts'
import { defineAnswer } from './answer.ts'
import { filters, periodFrom, periodParameters, scopeFrom } from './parameters.ts'
import { queryText } from './search.ts'

/** How many sessions a list has, without its items. */
export const sessionTotals = defineAnswer({
  name: 'session-totals',
  path: '/session-totals',
  summary: 'how many sessions there are, and how many prompts they have',
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
  }),
  run: async (context, parameters) => {
    const { client, now } = context
    const { q, agent } = parameters
    const period = await periodFrom(context, parameters, now)
    const dates = { timezone: period.timezone, now: period.asOf ?? now }
    const { terms, conditions } = await searchRequest(client, q, dates)
    const words = wordsConditions(terms, period.asOf)
    if (words === undefined) return { sessions: null, prompts: null }
    return totalsOf(client, period, { ...scopeFrom(parameters), agent, conditions: [...conditions, ...words] })
  },
})
