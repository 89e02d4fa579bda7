import { z } from 'zod'
import { MaestroError } from '../../model/errors.ts'
import { knownIntentOf } from '../../narrative/known-intents.ts'
import { commitsOfPullRequest } from '../../store/questions/pull-request-commits.ts'
import { pullRequestsOf } from '../../store/questions/pull-requests-of.ts'
import { type SessionRow, sessionsOf, sessionTotals } from '../../store/questions/sessions-of.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { knownParameters, periodFrom, text } from './parameters.ts'
import { behindPullRequest, linesOfCommits, sessionBehindPullRequest } from './pull-request-behind.ts'
import { pullRequestItem, pullRequestItemOf, pullRequestNumber } from './pull-requests.ts'

/** So many sessions are looked at, and so many of them named: those on its branch before others. */
const looked = 500
const named = 20
/** Where only the commit of the merge is known, nothing tells when the work began: so long before it is looked at. */
const beforeMs = 24 * 3_600_000

const lineFields = {
  countedLines: z
    .int()
    .nullable()
    .describe('Added lines that count; null where no session edit is old enough to be theirs, and of a merge'),
  foundLines: z.int().nullable().describe('Of these the lines found in session edits'),
}

const commit = z.strictObject({
  commit: z.string().describe('The full id'),
  subject: z.string(),
  person: z.string(),
  authoredAt: instant('As its author says'),
  added: count('Lines'),
  removed: count('The same'),
  ...lineFields,
})

const session = z.strictObject({
  id: z.string().describe("The log's id"),
  intent: z.string().nullable().describe('What it was for, in a line; null where nothing says it'),
  person: z.string(),
  branch: z.string().nullable(),
  onBranch: z.boolean().describe('It began on the branch of the pull request'),
  startedAt: instant('First event'),
  endedAt: instant('Latest event'),
})

/** Forges write the owner before the branch; sessions know the branch alone. */
const isOn = (branch: string | null, of: string | null): boolean =>
  branch !== null && of !== null && (of === branch || of.slice(of.indexOf('/') + 1) === branch)

const sessionOf = (row: SessionRow, branch: string | null): z.output<typeof session> => ({
  id: row.logId,
  intent: knownIntentOf(row) ?? null,
  person: row.personName,
  branch: row.branch,
  onBranch: isOn(row.branch, branch),
  startedAt: iso(row.startedAt),
  endedAt: iso(row.endedAt),
})

/** A pull request, what it brought, and what ran in its repository meanwhile. */
export const pullRequest = defineAnswer({
  name: 'pull-request',
  path: '/pull-request',
  summary:
    'a pull request with its commits, the sessions behind them with the prompts that led to their lines, and the sessions that ran in its repository while it was made',
  parameters: z.strictObject({
    repo: text('Its repository: `owner/name`, `name` or its id'),
    number: pullRequestNumber,
    ...knownParameters,
  }),
  answer: z.strictObject({
    pullRequest: pullRequestItem,
    commits: z.array(commit).describe('The first first, without merges; of a squash the one that it became'),
    ...lineFields,
    behind: z.array(sessionBehindPullRequest).describe('The sessions behind its commits, those with most lines first'),
    made: z.strictObject({
      since: instant('When the first of its commits was written; of a squash a day before it was merged'),
      until: instant('When it was merged'),
      squashed: z.boolean().describe('Only the commit of the merge is known, not when the work began'),
    }),
    sessions: z.strictObject({
      total: count('That ran in its repository at that time: which of them made it is not said'),
      items: z.array(session).describe(`Those that began on its branch first, then the latest; at most ${named}`),
    }),
  }),
  run: async (context, { repo, number, ...parameters }) => {
    const { client, now } = context
    const { timezone, asOf } = await periodFrom(context, parameters, now)
    const known = asOf === undefined ? { timezone } : { timezone, asOf }
    const [row] = await pullRequestsOf(client, known, { repository: repo, number: Number(number), limit: 1 })
    if (!row)
      throw new MaestroError(
        'not-found',
        `There is no pull request #${number} of "${repo}" on record.`,
        '/api/pull-requests lists them.',
      )
    const commits = await commitsOfPullRequest(client, row.repository, row.sha)
    const squashed = commits.length === 0 || commits.some(({ sha }) => sha === row.sha)
    const first = Math.min(row.mergedAt, ...commits.map(({ authoredAt }) => authoredAt))
    const since = squashed ? Math.min(first, row.mergedAt - beforeMs) : first
    const period = { ...known, since, until: row.mergedAt }
    const filter = { repository: row.repository }
    const ran = await sessionsOf(client, period, { ...filter, limit: looked })
    const items = ran.map((each) => sessionOf(each, row.branch))
    return {
      pullRequest: pullRequestItemOf(row),
      commits: commits.map((each) => ({
        commit: each.sha,
        subject: each.subject,
        person: each.personName,
        authoredAt: iso(each.authoredAt),
        added: each.added,
        removed: each.removed,
        ...linesOfCommits([each]),
      })),
      ...linesOfCommits(commits),
      behind: await behindPullRequest(client, known, row.repository, commits),
      made: { since: iso(since), until: iso(row.mergedAt), squashed },
      sessions: {
        total: ran.length < looked ? ran.length : (await sessionTotals(client, period, filter)).sessions,
        items: items.toSorted((a, b) => Number(b.onBranch) - Number(a.onBranch)).slice(0, named),
      },
    }
  },
})
