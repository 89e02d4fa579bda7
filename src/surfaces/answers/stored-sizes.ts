import { z } from 'zod'
import { type StoredSize, storedSizes } from '../../store/questions/stored-sizes.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'
import { storedParts, storedTables } from './stored-tables.ts'

const item = z.strictObject({
  table: z.string(),
  holds: z.string().describe('What is in it, in plain words'),
  part: z.string().describe(`To what it belongs: ${Object.values(storedParts).join('; ')}`),
  rows: count('Of a table of more than a megabyte about so many'),
  bytes: count('With its indexes'),
})

const itemOf = ({ table, rows, bytes }: StoredSize): z.output<typeof item> => {
  const { holds, part } = storedTables[table] ?? { holds: table, part: 'beside' }
  return { table, holds, part: storedParts[part], rows, bytes }
}

/** What is stored, the largest first. */
export const stored = defineAnswer({
  name: 'stored',
  path: '/stored',
  summary: 'how much is stored in which table and what that holds, the largest first',
  parameters: z.strictObject({}),
  answer: z.strictObject({ items: z.array(item) }),
  run: async ({ client }) => ({ items: (await storedSizes(client)).map(itemOf) }),
})
