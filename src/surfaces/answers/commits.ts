import type { ClientBase } from 'pg'
import { z } from 'zod'
import { type CommitRow, commitsOf } from '../../store/questions/commits-of.ts'
import { type LinkRow, linksOf } from '../../store/questions/links-of.ts'
import type { Period } from '../../store/questions/period.ts'
import { type DeepReadonly, defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { sessionBehind, sessionBehindOf } from './links.ts'
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
  countedLines: z
    .int()
    .nullable()
    .describe('Added lines that count; null of a merge, and where no session edit is old enough to be theirs'),
  foundLines: z.int().nullable().describe('Of these the lines found in session edits'),
  sessions: z.array(sessionBehind).describe('The sessions behind it, those with most of it first'),
})

export type CommitItem = DeepReadonly<z.output<typeof commitItem>>

/** A commit as it is answered. */
export const commitItemOf = (row: CommitRow, links: readonly LinkRow[]): CommitItem => ({
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
  countedLines: row.parents > 1 ? null : row.countedLines,
  foundLines: row.parents > 1 ? null : row.foundLines,
  sessions: links.map(sessionBehindOf),
})

/** Commits as they are answered, with the sessions behind them. */
const commitItemsOf = async (client: ClientBase, period: Period, rows: readonly CommitRow[]): Promise<CommitItem[]> => {
  const links = new Map<string, LinkRow[]>()
  for (const [repository, group] of Map.groupBy(rows, (row) => row.repository)) {
    const known = period.asOf === undefined ? {} : { asOf: period.asOf }
    const commits = { repository, shas: group.map(({ sha }) => sha) }
    for (const link of await linksOf(client, { timezone: period.timezone, ...known }, { commits })) {
      const key = `${repository} ${link.sha}`
      links.set(key, [...(links.get(key) ?? []), link])
    }
  }
  return rows.map((row) => {
    const behind = links.get(`${row.repository} ${row.sha}`) ?? []
    return commitItemOf(
      row,
      behind.toSorted((a, b) => b.weightedShare - a.weightedShare),
    )
  })
}

/** Commits, the latest first. */
export const commits = defineAnswer({
  name: 'commits',
  path: '/commits',
  summary: 'commits with the pull requests they belong to and the sessions behind them, the latest first',
  parameters: z.strictObject({ ...scopeParameters, ...periodParameters, ...pageParameters(50, 500) }),
  answer: pageOf(commitItem),
  run: async (context, parameters) => {
    const key = z.strictObject({ committedAt: z.number(), sha: z.string(), repository: z.string() })
    const start = startOf('commits', key, parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const { limit } = parameters
    const filter = { ...scopeFrom(parameters), after: start.after, limit: limit + 1 }
    const rows = await commitsOf(context.client, period, filter)
    const page = pageFrom(start, rows, limit, {
      item: (row) => row,
      key: ({ committedAt, sha, repository }) => ({ committedAt, sha, repository }),
    })
    return { items: await commitItemsOf(context.client, period, page.items), next: page.next }
  },
})
