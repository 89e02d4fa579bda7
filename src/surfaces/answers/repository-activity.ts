import { z } from 'zod'
import { repositoryActivity as activityOf } from '../../store/questions/repository-activity.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'
import { periodFrom, periodParameters, scopeFrom, scopeParameters } from './parameters.ts'

/** So many are named. */
const named = 6

const somebody = z.strictObject({ name: z.string(), count: z.int() })

const people = (description: string) =>
  z.strictObject({
    total: z.int(),
    named: z.array(somebody).describe(`${description}, those with most first; at most ${named}`),
  })

const item = z.strictObject({
  repository: z.string().describe('Its id'),
  sessions: count('That did something in the period'),
  commits: count('That are no merges'),
  added: count('Lines of these'),
  removed: count('The same'),
  pullRequests: count('Merged in the period'),
  people: people('Whose sessions these are, as their homes name them'),
  authors: people('Who wrote the commits, as git names them, without bots'),
  over: z
    .array(z.strictObject({ key: z.string(), sessions: z.int(), commits: z.int() }))
    .describe('By day, week or month in which something happened: `2026-02-09`, of a month `2026-02`'),
})

/** What happened where, for an overview. */
export const repositoryActivity = defineAnswer({
  name: 'repository-activity',
  path: '/repository-activity',
  summary: 'sessions, commits, pull requests and people of each repository in which something happened in a period',
  parameters: z.strictObject({
    by: z.enum(['day', 'week', 'month']).default('week').describe('How `over` is grouped'),
    ...scopeParameters,
    ...periodParameters,
  }),
  answer: z.strictObject({ items: z.array(item) }),
  run: async (context, parameters) => {
    const period = await periodFrom(context, parameters, context.now)
    const rows = await activityOf(context.client, period, { scope: scopeFrom(parameters), stretch: parameters.by })
    return {
      items: rows.map(({ people: whose, authors, ...row }) => ({
        ...row,
        people: { total: whose.length, named: whose.slice(0, named) },
        authors: { total: authors.length, named: authors.slice(0, named) },
      })),
    }
  },
})
