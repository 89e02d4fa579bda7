import { z } from 'zod'
import { MaestroError } from '../../model/errors.ts'
import { commitsOf } from '../../store/questions/commits-of.ts'
import { filesOfCommit } from '../../store/questions/files-of-commit.ts'
import { defineAnswer } from './answer.ts'
import { commitItem, commitItemsOf } from './commits.ts'
import { count } from './fields.ts'
import { filters, knownParameters, periodFrom, text } from './parameters.ts'

const filesShown = 100

/** One commit. */
export const commit = defineAnswer({
  name: 'commit',
  path: '/commits/{sha}',
  summary: 'one commit, the files it changed and the sessions behind it',
  parameters: z.strictObject({
    sha: text('The full id of a commit, or its beginning'),
    repo: filters.repo,
    ...knownParameters,
  }),
  answer: commitItem.extend({
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
    const [item] = await commitItemsOf(client, period, [row])
    return { ...item!, changes: await filesOfCommit(client, { repository, sha: id, limit: filesShown }) }
  },
})
