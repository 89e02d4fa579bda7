import { z } from 'zod'
import { namedFilters, filterValues as valuesOf } from '../../store/questions/filter-values.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'
import { knownParameters, periodFrom } from './parameters.ts'
import { queryText } from './search.ts'

/** What a filter of a search can be given, while it is being written. */
export const filterValues = defineAnswer({
  name: 'filter-values',
  path: '/filter-values',
  summary: 'values of a filter of search that have a text, as a search box offers them',
  parameters: z.strictObject({
    filter: z.enum(namedFilters).describe('Of which filter'),
    q: queryText('What has been written of the value'),
    limit: z.int().min(1).max(100).default(10).describe('At most so many (1 to 100)'),
    ...knownParameters,
  }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        value: z.string(),
        sessions: count('That have it; of models, tools and files among the latest 2,000 sessions'),
      }),
    ),
  }),
  run: async (context, { filter, q, limit, ...parameters }) => {
    const { asOf } = await periodFrom(context, parameters, context.now)
    return { items: await valuesOf(context.client, filter, { text: q, limit, asOf }) }
  },
})
