import { z } from 'zod'
import { removeProject } from '../../../store/projects.ts'
import { defineAction } from './action.ts'

/** Forgets a project. */
export const removeProjectAction = defineAction({
  name: 'remove-project',
  method: 'DELETE',
  path: '/projects/{name}',
  summary: 'forgets a project; sessions, commits and repositories stay as they are',
  parameters: z.strictObject({ name: z.string().max(1000) }),
  body: z.strictObject({}),
  answer: z.strictObject({ name: z.string() }),
  run: async ({ client }, { name }) => {
    await removeProject(client, name)
    return { name }
  },
})
