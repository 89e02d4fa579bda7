import { z } from 'zod'
import { type PersonWordRow, personWords as said } from '../../store/person-words.ts'
import { defineAnswer } from './answer.ts'
import { instant, iso } from './fields.ts'

const known = z.string().describe('`email:<address>` or `home:<directory>`')

/** Something that was said of who is who. */
export const personWord = z.strictObject({
  id: z.int().describe('The number by which it is taken back'),
  at: instant('When it was said'),
  word: z
    .enum(['same', 'different', 'apart'])
    .describe('Both are the same person; they are two; the subject stands by itself'),
  subject: known,
  object: known.nullable(),
})

export const personWordOf = (row: PersonWordRow): z.output<typeof personWord> => ({ ...row, at: iso(row.at) })

/** What people said of who is who. */
export const personWords = defineAnswer({
  name: 'person-words',
  path: '/persons/said',
  summary: 'what people said of who is who, the latest first',
  parameters: z.strictObject({}),
  answer: z.strictObject({ items: z.array(personWord) }),
  run: async ({ client }) => ({ items: (await said(client)).map(personWordOf) }),
})
