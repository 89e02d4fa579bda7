import { z } from 'zod'
import { derive } from '../../../jobs/refresh.ts'
import { sayApart } from '../../../store/person-words.ts'
import { personWord, personWordOf } from '../../answers/person-words.ts'
import { defineAction } from './action.ts'

/** Takes an address or home away from a person. */
export const separatePerson = defineAction({
  name: 'separate-person',
  method: 'POST',
  path: '/persons/apart',
  summary: 'says that an address or a home directory stands by itself, whatever else says whose it is',
  parameters: z.strictObject({}),
  body: z.strictObject({ identity: z.string().min(1).max(1000).describe('An address, home directory or id') }),
  answer: personWord,
  run: async ({ client, pricer }, _parameters, { identity }) => {
    const said = await sayApart(client, identity)
    await derive(client, pricer)
    return personWordOf(said)
  },
})
