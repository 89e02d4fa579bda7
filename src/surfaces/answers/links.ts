import { z } from 'zod'
import { oneSession } from '../../store/questions/find-session.ts'
import { confidences, type LinkRow, linksOf } from '../../store/questions/links-of.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { pageParameters, periodFrom, periodParameters, scopeFrom, scopeParameters, text } from './parameters.ts'

/** What is said of a session behind a commit. */
const linkFields = {
  confidence: z
    .enum(confidences)
    .describe(
      "`certain`: exact evidence; `likely`: 30 % or more of the weighted lines; `contributed`: 10 % or more, or some and a record names the session; `undecided`: a record names the session, and none of the lines is in its edits, but some are in nobody's",
    ),
  methods: z
    .array(z.string())
    .describe(
      'How it was found: `printed` (git printed the id in the session), `note` (a git-ai note says which lines it wrote), `checkpoint` (one of Entire, which the commit names, has the session), `pr-link` (the session named the pull request), `content` (lines in its edits), `trailer` (its agent is a co-author), `patch` (a commit with the same change is found so)',
    ),
  lines: count("Of the commit's counted lines those found in the session's edits"),
  shownShare: z
    .number()
    .describe(
      "Share of the commit's counted lines found in the session's edits; of one that only removes, of the removed",
    ),
  weightedShare: z.number().describe('The same with each line weighted by how few changes add it'),
}

/** A session behind a commit, seen from the commit. */
export const sessionBehind = z.strictObject({ session: z.string().describe("The log's id"), ...linkFields })

/** A commit with a session behind it, seen from the session. */
export const commitOfSession = z.strictObject({
  commit: z.string().describe('The full id'),
  repository: z.string(),
  committedAt: instant('As its committer says'),
  ...linkFields,
})

const linkItem = z.strictObject({
  session: z.string().describe("The log's id"),
  commit: z.string().describe('The full id'),
  repository: z.string(),
  ...linkFields,
})

export type LinkItem = z.output<typeof linkItem>

const fieldsOf = ({ confidence, methods, lines, shownShare, weightedShare }: LinkRow) => ({
  confidence,
  methods: [...methods],
  lines,
  shownShare,
  weightedShare,
})

export const sessionBehindOf = (row: LinkRow): z.output<typeof sessionBehind> => ({
  session: row.logId,
  ...fieldsOf(row),
})

export const commitOfSessionOf = (row: LinkRow): z.output<typeof commitOfSession> => ({
  commit: row.sha,
  repository: row.repositoryName,
  committedAt: iso(row.committedAt),
  ...fieldsOf(row),
})

const linkItemOf = (row: LinkRow): LinkItem => ({
  session: row.logId,
  commit: row.sha,
  repository: row.repositoryName,
  ...fieldsOf(row),
})

/** Sessions and the commits that they stand behind, the latest commit first. */
export const links = defineAnswer({
  name: 'links',
  path: '/links',
  summary: 'which sessions stand behind which commits, with the evidence, the latest commit first',
  parameters: z.strictObject({
    ...scopeParameters,
    session: text('Only of this session: its id, or the beginning').optional(),
    commit: text('Only of commits whose id begins so').optional(),
    confidence: z.enum(confidences).optional().describe('Only links of this confidence'),
    ...periodParameters,
    ...pageParameters(50, 500),
  }),
  answer: pageOf(linkItem),
  run: async (context, parameters) => {
    const key = z.strictObject({
      committedAt: z.number(),
      sha: z.string(),
      repository: z.string(),
      session: z.string(),
    })
    const start = startOf('links', key, parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const { session, commit, confidence, limit } = parameters
    const rows = await linksOf(context.client, period, {
      ...scopeFrom(parameters),
      session: session === undefined ? undefined : (await oneSession(context.client, session)).id,
      sha: commit?.toLowerCase(),
      confidence: confidence === undefined ? undefined : [confidence],
      after: start.after,
      limit: limit + 1,
    })
    return pageFrom(start, rows, limit, {
      item: linkItemOf,
      key: (row) => ({
        committedAt: row.committedAt,
        sha: row.sha,
        repository: row.repository,
        session: row.session,
      }),
    })
  },
})
