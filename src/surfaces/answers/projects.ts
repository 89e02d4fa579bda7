import { z } from 'zod'
import { type ProjectRow, projectsOf } from '../../store/questions/projects.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, isoOrNull } from './fields.ts'
import { knownParameters, periodFrom } from './parameters.ts'

/** What a project is made of. */
export const projectParts = {
  repositories: z.array(z.string().max(1000)).describe('`owner/name`, `name` or an id: all of each'),
  paths: z
    .array(
      z.strictObject({
        repository: z.string().max(1000),
        path: z.string().max(1000).describe('A folder or file as git writes it: `packages/web`'),
      }),
    )
    .describe('What lies below a path of a repository: sessions that edited there, commits that changed it'),
  tickets: z
    .array(z.string().max(1000))
    .describe("`PAY` of PAY-88: what names such a key in a branch, title, subject or a session's first prompt"),
}

const item = z.strictObject({
  name: z.string(),
  ...projectParts,
  sessions: count('That belong to it'),
  lastSessionAt: instant('Latest event of one of them').nullable(),
})

const itemOf = (row: ProjectRow): z.output<typeof item> => ({
  name: row.name,
  repositories: [...row.repositories],
  paths: row.paths.map(({ repository, path }) => ({ repository, path })),
  tickets: [...row.tickets],
  sessions: row.sessions,
  lastSessionAt: isoOrNull(row.lastSessionAt),
})

/** Projects that somebody named, by name. */
export const projects = defineAnswer({
  name: 'projects',
  path: '/projects',
  summary:
    'the projects that somebody named, and what belongs to them; besides, each repository is one by its own name',
  parameters: z.strictObject(knownParameters),
  answer: z.strictObject({ items: z.array(item) }),
  run: async (context, parameters) => {
    const { asOf } = await periodFrom(context, parameters, context.now)
    return { items: (await projectsOf(context.client, asOf)).map(itemOf) }
  },
})
