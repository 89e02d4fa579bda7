import { z } from 'zod'
import { recordKinds } from '../../model/records/index.ts'
import { defineAnswer } from './answer.ts'

const field = z.strictObject({ name: z.string(), type: z.string(), doc: z.string(), optional: z.boolean() })

const item = z.strictObject({
  kind: z.string(),
  doc: z.string(),
  key: z.array(z.string()).describe('The fields that name one'),
  conflict: z.string().describe('What happens when one is written whose key is there'),
  fields: z.array(field),
})

/** What is stored of the sources. */
export const kinds = defineAnswer({
  name: 'record-kinds',
  path: '/records',
  summary: 'the kinds of records and their fields',
  parameters: z.strictObject({}),
  answer: z.strictObject({ items: z.array(item) }),
  run: async () => ({
    items: Object.values(recordKinds).map(({ name, doc, key, conflict, fields }) => ({
      kind: name,
      doc,
      key: [...key],
      conflict,
      fields: Object.entries(fields).map(([field, of]) => ({
        name: field,
        type: of.type,
        doc: of.doc,
        optional: of.optional,
      })),
    })),
  }),
})
