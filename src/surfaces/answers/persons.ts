import { z } from 'zod'
import { type JoinedBy, type PersonRow, personsOf } from '../../store/questions/persons.ts'
import { defineAnswer } from './answer.ts'
import { instant, isoOrNull } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { knownParameters, pageParameters, periodFrom } from './parameters.ts'

/** What says whose an address or home is, in a few words. */
export const joinedBy = {
  mailmap: 'says .mailmap',
  account: 'same GitHub account',
  login: 'same GitHub login',
  printed: 'by commits in sessions',
  file: 'says the people file',
  said: 'somebody said so',
} as const satisfies Record<JoinedBy, string>

const joiner = z.enum(Object.keys(joinedBy) as [JoinedBy, ...JoinedBy[]]).meta({
  description:
    'A `.mailmap`; the number or the login of one GitHub account in both addresses; git, which in sessions of this home commits as nobody else; the people file; somebody',
})

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
        joinedBy: joiner.nullable().describe('What says that it is theirs; null for what they are first known by'),
      }),
    )
    .describe('What they are known by'),
  teams: z.array(z.string()).describe('Teams that they are in'),
})

export type PersonItem = z.output<typeof item>

const itemOf = (row: PersonRow): z.output<typeof item> => ({
  ...row,
  identities: row.identities.map((identity) => ({ ...identity })),
  teams: [...row.teams],
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
