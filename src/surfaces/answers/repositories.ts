import { z } from 'zod'
import { type RepositoryRow, repositoriesOf } from '../../store/questions/repositories.ts'
import { defineAnswer } from './answer.ts'
import { instant, isoOrNull } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { knownParameters, pageParameters, periodFrom, scopeParameters } from './parameters.ts'

const item = z.strictObject({
  id: z.string(),
  name: z.string(),
  remote: z.string().nullable(),
  defaultBranch: z.string().nullable(),
  sessions: z.int(),
  lastSessionAt: instant('Latest event of a session').nullable(),
  lastCommitAt: instant('Latest commit').nullable(),
})

const itemOf = (row: RepositoryRow): z.output<typeof item> => ({
  ...row,
  lastSessionAt: isoOrNull(row.lastSessionAt),
  lastCommitAt: isoOrNull(row.lastCommitAt),
})

/** Repositories, by name. */
export const repositories = defineAnswer({
  name: 'repositories',
  path: '/repositories',
  summary: 'repositories, by name',
  parameters: z.strictObject({ project: scopeParameters.project, ...knownParameters, ...pageParameters(200, 1000) }),
  answer: pageOf(item),
  run: async (context, parameters) => {
    const key = z.strictObject({ name: z.string(), id: z.string() })
    const start = startOf('repositories', key, parameters, context.now)
    const { asOf } = await periodFrom(context, parameters, start.now)
    const { project, limit } = parameters
    const rows = await repositoriesOf(context.client, { project, asOf, after: start.after, limit: limit + 1 })
    return pageFrom(start, rows, limit, { item: itemOf, key: ({ name, id }) => ({ name, id }) })
  },
})
