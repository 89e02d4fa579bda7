import { z } from 'zod'
import { storedSizes } from '../../store/questions/stored-sizes.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'

const item = z.strictObject({
  table: z.string(),
  rows: count("As PostgreSQL's statistics have it"),
  bytes: count('With its indexes'),
})

/** What is stored, the largest first. */
export const stored = defineAnswer({
  name: 'stored',
  path: '/stored',
  summary: 'how much is stored in which table, the largest first',
  parameters: z.strictObject({}),
  answer: z.strictObject({ items: z.array(item) }),
  run: async ({ client }) => ({ items: await storedSizes(client) }),
})
