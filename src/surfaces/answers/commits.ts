import { z } from 'zod'
import { type CommitRow, commitsOf } from '../../store/questions/commits-of.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { pageParameters, periodFrom, periodParameters, scopeFrom, scopeParameters } from './parameters.ts'

/** A commit of a list. */
export const commitItem = z.strictObject({
  commit: z.string().describe('The full id'),
  repository: z.string(),
  subject: z.string(),
  person: z.string(),
  bot: z.boolean(),
  authoredAt: instant('As its author says'),
  committedAt: instant('As its committer says'),
  merge: z.boolean(),
  files: z.int(),
  added: count('Lines'),
  removed: count('Lines'),
  pullRequest: z
    .strictObject({ number: z.int(), inferred: z.boolean().describe('Concluded from the commit alone') })
    .nullable(),
})

export type CommitItem = z.output<typeof commitItem>

/** A commit as it is answered. */
export const commitItemOf = (row: CommitRow): CommitItem => ({
  commit: row.sha,
  repository: row.repositoryName,
  subject: row.subject,
  person: row.personName,
  bot: row.bot,
  authoredAt: iso(row.authoredAt),
  committedAt: iso(row.committedAt),
  merge: row.parents > 1,
  files: row.files,
  added: row.added,
  removed: row.removed,
  pullRequest:
    row.pullRequest === null ? null : { number: row.pullRequest, inferred: row.pullRequestInferred === true },
})

/** Commits, the latest first. */
export const commits = defineAnswer({
  name: 'commits',
  path: '/commits',
  summary: 'commits and the pull requests they belong to, the latest first',
  parameters: z.strictObject({ ...scopeParameters, ...periodParameters, ...pageParameters(50, 500) }),
  answer: pageOf(commitItem),
  run: async (context, parameters) => {
    const key = z.strictObject({ committedAt: z.number(), sha: z.string(), repository: z.string() })
    const start = startOf('commits', key, parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const { limit } = parameters
    const filter = { ...scopeFrom(parameters), after: start.after, limit: limit + 1 }
    const rows = await commitsOf(context.client, period, filter)
    return pageFrom(start, rows, limit, {
      item: commitItemOf,
      key: ({ committedAt, sha, repository }) => ({ committedAt, sha, repository }),
    })
  },
})
