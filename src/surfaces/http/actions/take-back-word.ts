import { z } from 'zod'
import { derive } from '../../../jobs/refresh.ts'
import { takeBackWord } from '../../../store/person-words.ts'
import { personWord, personWordOf } from '../../answers/person-words.ts'
import { defineAction } from './action.ts'

/** Takes back what was said of who is who. */
export const takeBackWordAction = defineAction({
  name: 'take-back-word',
  method: 'DELETE',
  path: '/persons/said/{id}',
  summary: 'takes back what was said of who is who',
  parameters: z.strictObject({
    id: z
      .string()
      .regex(/^\d{1,15}$/)
      .describe('Its number'),
  }),
  body: z.strictObject({}),
  answer: personWord,
  run: async ({ client, pricer }, { id }) => {
    const taken = await takeBackWord(client, Number(id))
    await derive(client, pricer)
    return personWordOf(taken)
  },
})
