import { z } from 'zod'
import { derive } from '../../../jobs/refresh.ts'
import { sayOfTwo } from '../../../store/person-words.ts'
import { personWord, personWordOf } from '../../answers/person-words.ts'
import { defineAction } from './action.ts'

const told = z.string().min(1).max(1000).describe('A name, address, home directory or id')

/** Says whether two are one person: the yes or no to a proposal, and any other. */
export const sayOfPersons = defineAction({
  name: 'say-of-persons',
  method: 'POST',
  path: '/persons/said',
  summary: 'says that two are one person, or that they are not',
  parameters: z.strictObject({}),
  body: z.strictObject({ word: z.enum(['same', 'different']), a: told, b: told }),
  answer: personWord,
  run: async ({ client, pricer }, _parameters, { word, a, b }) => {
    const said = await sayOfTwo(client, word, a, b)
    await derive(client, pricer)
    return personWordOf(said)
  },
})
