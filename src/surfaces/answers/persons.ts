import { z } from 'zod'
import { type PersonRow, personsOf } from '../../store/questions/persons.ts'
import { defineAnswer } from './answer.ts'
import { instant, isoOrNull } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { knownParameters, pageParameters, periodFrom } from './parameters.ts'

const item = z.strictObject({
  id: z.string(),
  name: z.string(),
  bot: z.boolean(),
  sessions: z.int(),
  lastSessionAt: instant('Latest event of a session').nullable(),
  lastCommitAt: instant('Latest commit').nullable(),
})

const itemOf = (row: PersonRow): z.output<typeof item> => ({
  ...row,
  lastSessionAt: isoOrNull(row.lastSessionAt),
  lastCommitAt: isoOrNull(row.lastCommitAt),
})

/** Persons and bots, by name. */
export const persons = defineAnswer({
  name: 'persons',
  path: '/persons',
  summary: 'persons and bots, by name',
  parameters: z.strictObject({ ...knownParameters, ...pageParameters(200, 1000) }),
  answer: pageOf(item),
  run: async (context, parameters) => {
    const key = z.strictObject({ name: z.string(), id: z.string() })
    const start = startOf('persons', key, parameters, context.now)
    const { asOf } = await periodFrom(context, parameters, start.now)
    const { limit } = parameters
    const rows = await personsOf(context.client, { asOf, after: start.after, limit: limit + 1 })
    return pageFrom(start, rows, limit, { item: itemOf, key: ({ name, id }) => ({ name, id }) })
  },
})
