import { z } from 'zod'
import { redactionsBy } from '../../store/questions/redactions.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'

const item = z.strictObject({
  connector: z.string(),
  kind: z.string().describe('What each was replaced by is `[redacted: kind]`'),
  count: count('How many were taken out'),
  sources: count('In how many logs or repositories'),
})

/** What was redacted. */
export const redactions = defineAnswer({
  name: 'redactions',
  path: '/redactions',
  summary: 'secrets that were taken out before anything was stored, by kind of source and of secret',
  parameters: z.strictObject({}),
  answer: z.strictObject({ total: count('Secrets of all kinds'), items: z.array(item) }),
  run: async ({ client }) => {
    const items = await redactionsBy(client)
    return { total: items.reduce((sum, row) => sum + row.count, 0), items }
  },
})
