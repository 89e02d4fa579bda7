import { z } from 'zod'
import { type SourceState, sourcesState } from '../../store/questions/sources-state.ts'
import { defineAnswer } from './answer.ts'
import { counts, milliseconds } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { pageParameters, text } from './parameters.ts'

const item = z.strictObject({
  connector: z.string(),
  id: z.string(),
  size: z.int(),
  finished: z.boolean().describe('Read to its end'),
  bytes: z.int(),
  items: z.int(),
  records: z.int(),
  setAside: z.int(),
  problem: z.string().nullable(),
  lastReadAt: milliseconds('Milliseconds since 1970'),
  skipped: counts('What is known and not needed'),
  unknown: counts('What is not known'),
  versions: counts('By which versions of the agent it was written'),
  redacted: counts('Secrets that were taken out, by kind'),
})

/** Sources, by connector and name. */
export const sources = defineAnswer({
  name: 'sources',
  path: '/sources',
  summary: 'every log and repository that was read, and what was met in it',
  parameters: z.strictObject({
    connector: text('Only of this connector: `claude-code`, `codex`, `git`').optional(),
    ...pageParameters(100, 1000),
  }),
  answer: pageOf(item),
  run: async ({ client, now }, { connector, cursor, limit }) => {
    const key = z.strictObject({ connector: z.string(), id: z.string() })
    const start = startOf('sources', key, { cursor }, now)
    const rows = await sourcesState(client, { connector, after: start.after, limit: limit + 1 })
    return pageFrom(start, rows, limit, {
      item: (row: SourceState) => row,
      key: ({ connector, id }) => ({ connector, id }),
    })
  },
})
