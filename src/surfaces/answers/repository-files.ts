import type { ClientBase } from 'pg'
import { z } from 'zod'
import { filesThere } from '../../linking/ledger/files-there.ts'
import { defaultCommitBefore } from '../../store/questions/file-at.ts'
import { type ChangedFile, commitsLookedThrough, filesChanged } from '../../store/questions/files-changed.ts'
import { oneRepository } from '../../store/questions/one-repository.ts'
import { defineAnswer } from './answer.ts'
import { instant, iso } from './fields.ts'
import { knownParameters, periodFrom, text } from './parameters.ts'
import { queryText } from './search.ts'

const mostWords = 8
/** Of the files that were changed on branches some are not on the default branch: so many times the limit are looked at. */
const looked = 4

/** Files of a repository, to open one of them. */
export const repositoryFiles = defineAnswer({
  name: 'repository-files',
  path: '/repositories/{id}/files',
  summary: `text files of the default branch that the newest ${commitsLookedThrough} commits of a repository changed, the latest first`,
  parameters: z.strictObject({
    id: text('Id of the repository, or its whole name'),
    q: queryText('Only paths that have all of these words in them'),
    limit: z.int().min(1).max(500).default(50).describe('At most so many (1 to 500)'),
    ...knownParameters,
  }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        path: z.string(),
        changedAt: instant('When a commit changed it last'),
        commit: z.string().describe('That commit: its full id'),
      }),
    ),
  }),
  run: async (context, { id, q, limit, ...parameters }) => {
    const { asOf } = await periodFrom(context, parameters, context.now)
    const repository = await oneRepository(context.client, id)
    const words = q.split(/\s+/).filter((word) => word !== '')
    const request = { words: words.slice(0, mostWords), asOf, limit: limit * looked }
    const files = await onDefaultBranch(
      context.client,
      repository.id,
      await filesChanged(context.client, repository.id, request),
      asOf,
    )
    return { items: files.slice(0, limit).map(({ path, at, sha }) => ({ path, changedAt: iso(at), commit: sha })) }
  },
})

/** Those that the default branch has; all while nobody has walked over it. */
const onDefaultBranch = async (
  client: ClientBase,
  repository: string,
  files: readonly ChangedFile[],
  asOf: number | undefined,
): Promise<readonly ChangedFile[]> => {
  const tip = await defaultCommitBefore(client, repository, asOf)
  const there = tip && (await filesThere(client, { repository, sha: tip.sha, paths: files.map(({ path }) => path) }))
  return there === undefined ? files : files.filter(({ path }) => there.has(path))
}
