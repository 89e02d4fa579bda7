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
  identities: z
    .array(
      z.strictObject({
        kind: z.enum(['home', 'email']),
        value: z.string().describe('A home directory, or the address of commits'),
        name: z.string().nullable().describe('What commits by this address call its owner'),
        joinedBy: z
          .enum(['mailmap'])
          .nullable()
          .describe('What says that it is theirs: a `.mailmap`; null for what they were first known by'),
      }),
    )
    .describe('What they are known by'),
})

const itemOf = (row: PersonRow): z.output<typeof item> => ({
  ...row,
  identities: row.identities.map((identity) => ({ ...identity })),
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
