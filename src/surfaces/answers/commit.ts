import { z } from 'zod'
import { MaestroError } from '../../model/errors.ts'
import { commitsOf } from '../../store/questions/commits-of.ts'
import { filesOfCommit } from '../../store/questions/files-of-commit.ts'
import { linksOf } from '../../store/questions/links-of.ts'
import { defineAnswer } from './answer.ts'
import { behindFields, behindOf } from './behind.ts'
import { commitItem, commitItemOf } from './commits.ts'
import { count } from './fields.ts'
import { sessionBehind, sessionBehindOf } from './links.ts'
import { filters, knownParameters, periodFrom, text } from './parameters.ts'

const filesShown = 100

/** One commit. */
export const commit = defineAnswer({
  name: 'commit',
  path: '/commits/{sha}',
  summary: 'one commit, the files it changed, and the sessions behind it with the prompts that led to its lines',
  parameters: z.strictObject({
    sha: text('The full id of a commit, or its beginning'),
    repo: filters.repo,
    ...knownParameters,
  }),
  answer: commitItem.extend({
    repositoryId: z.string(),
    sessions: z
      .array(sessionBehind.extend(behindFields))
      .describe('The sessions behind it, those with most of it first'),
    changes: z
      .array(
        z.strictObject({
          path: z.string(),
          oldPath: z.string().nullable().describe('Where it was renamed or copied from'),
          operation: z.string(),
          binary: z.boolean(),
          added: count('Lines'),
          removed: count('Lines'),
        }),
      )
      .describe(`The ${filesShown} files with most changed lines`),
  }),
  run: async (context, { sha, repo, ...known }) => {
    const { client, now } = context
    const period = await periodFrom(context, known, now)
    const [row] = await commitsOf(client, period, { sha: sha.toLowerCase(), repository: repo, limit: 1 })
    if (!row) throw new MaestroError('not-found', `No commit's id begins with "${sha}".`, 'maestro commits lists them.')
    const { repository, sha: id } = row
    const links = await linksOf(client, period, { commits: { repository, shas: [id] } })
    const behind = await behindOf(client, period, repository, links)
    return {
      ...commitItemOf(row, []),
      repositoryId: repository,
      sessions: links
        .toSorted((a, b) => b.weightedShare - a.weightedShare)
        .map((link) => ({ ...sessionBehindOf(link), ...behind.get(link.session)! })),
      changes: await filesOfCommit(client, { repository, sha: id, limit: filesShown }),
    }
  },
})
