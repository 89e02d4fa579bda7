import { z } from 'zod'
import { tellChanges } from '../../../store/changes.ts'
import { liftDeletion } from '../../../store/delete/index.ts'
import { deletion } from '../../answers/deletions.ts'
import { defineAction } from './action.ts'

/** Takes a deletion back. */
export const liftAction = defineAction({
  name: 'lift-deletion',
  method: 'DELETE',
  path: '/deletions/{id}',
  summary: 'takes a deletion back: what the sources still hold is read again, by whoever reads them next',
  parameters: z.strictObject({
    id: z
      .string()
      .regex(/^\d{1,15}$/)
      .describe('Its number'),
  }),
  body: z.strictObject({}),
  answer: deletion,
  run: async ({ client }, { id }) => {
    const lifted = await liftDeletion(client, Number(id))
    await tellChanges(client, [{ kind: 'everything', keys: [] }])
    return lifted
  },
})
