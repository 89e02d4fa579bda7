import { z } from 'zod'
import { deletionKinds, listDeletions } from '../../store/delete/index.ts'
import { defineAnswer } from './answer.ts'
import { count, counts } from './fields.ts'

const instant = z.int().nullable()

/** A deletion that holds. */
export const deletion = z.strictObject({
  id: count('The number by which it is taken back'),
  kind: z.enum(deletionKinds),
  key: z.string().nullable().describe("Of a session and a repository its id, of a person the person's"),
  identities: z.array(z.string()).describe('Home directories and addresses of a person'),
  since: instant.describe('Of a period, in milliseconds since 1970'),
  until: instant.describe('The same'),
  at: count('When it was deleted, in milliseconds since 1970'),
  counts: counts('Records that went, by kind'),
  total: count('Records that went'),
})

/** What was deleted and stays away. */
export const deletions = defineAnswer({
  name: 'deletions',
  path: '/deletions',
  summary: 'what was deleted and stays away',
  parameters: z.strictObject({}),
  answer: z.array(deletion),
  run: ({ client }) => listDeletions(client),
})
