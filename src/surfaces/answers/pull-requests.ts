import { z } from 'zod'
import { type PullRequestRow, pullRequestsOf } from '../../store/questions/pull-requests-of.ts'
import { defineAnswer } from './answer.ts'
import { instant, iso } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { pageParameters, periodFrom, periodParameters, scopeFrom, scopeParameters } from './parameters.ts'

/** A pull request of a list. */
export const pullRequestItem = z.strictObject({
  number: z.int(),
  repository: z.string(),
  title: z.string(),
  branch: z.string().nullable(),
  commit: z.string().describe('The commit by which it was merged'),
  person: z.string().nullable(),
  inferred: z.boolean().describe('Concluded from commits alone'),
  mergedAt: instant('When it was merged'),
})

export const pullRequestItemOf = (row: PullRequestRow): z.output<typeof pullRequestItem> => ({
  number: row.number,
  repository: row.repositoryName,
  title: row.title,
  branch: row.branch,
  commit: row.sha,
  person: row.personName,
  inferred: row.inferred,
  mergedAt: iso(row.mergedAt),
})

export const pullRequestNumber = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .describe('Its number')
const number = pullRequestNumber.optional().describe('Only those of this number')

/** Pull requests, the latest first. */
export const pullRequests = defineAnswer({
  name: 'pull-requests',
  path: '/pull-requests',
  summary: 'merged pull requests, the latest first',
  parameters: z.strictObject({ ...scopeParameters, number, ...periodParameters, ...pageParameters(50, 500) }),
  answer: pageOf(pullRequestItem),
  run: async (context, parameters) => {
    const key = z.strictObject({ mergedAt: z.number(), number: z.number(), repository: z.string() })
    const start = startOf('pull-requests', key, parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const { limit } = parameters
    const filter = {
      ...scopeFrom(parameters),
      number: parameters.number === undefined ? undefined : Number(parameters.number),
      after: start.after,
      limit: limit + 1,
    }
    const rows = await pullRequestsOf(context.client, period, filter)
    return pageFrom(start, rows, limit, {
      item: pullRequestItemOf,
      key: ({ mergedAt, number, repository }) => ({ mergedAt, number, repository }),
    })
  },
})
