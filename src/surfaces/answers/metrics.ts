import { z } from 'zod'
import { metricGroups } from '../../metrics/registry/index.ts'
import { defineAnswer } from './answer.ts'

const item = z.strictObject({
  group: z.string(),
  id: z.string(),
  name: z.string(),
  question: z.string(),
  definition: z.string(),
  unit: z.string(),
  caveats: z.array(z.string()),
  source: z.string(),
})

/** What the numbers mean. */
export const metrics = defineAnswer({
  name: 'metrics',
  path: '/metrics',
  summary: 'what each number means and how it is counted',
  parameters: z.strictObject({}),
  answer: z.strictObject({ items: z.array(item) }),
  run: async () => ({
    items: metricGroups.flatMap(({ title, metrics: listed }) => listed.map((metric) => ({ group: title, ...metric }))),
  }),
})
