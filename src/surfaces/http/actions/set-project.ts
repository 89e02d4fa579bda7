import { z } from 'zod'
import { setProject } from '../../../store/projects.ts'
import { projectParts } from '../../answers/projects.ts'
import { defineAction } from './action.ts'

/** Names a project, or says anew what it is made of. */
export const setProjectAction = defineAction({
  name: 'set-project',
  method: 'POST',
  path: '/projects',
  summary: 'names a project, or says anew what it is made of',
  parameters: z.strictObject({}),
  body: z.strictObject({
    name: z.string().max(1000),
    before: z.string().max(1000).optional().describe('What it was called until now, where it gets another name'),
    ...projectParts,
  }),
  answer: z.strictObject({ name: z.string(), ...projectParts }),
  run: async ({ client }, _parameters, { before, ...project }) => setProject(client, project, before),
})
