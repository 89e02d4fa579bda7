import { z } from 'zod'
import { type SetAsideRow, setAsideOf } from '../../store/questions/sources-state.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { pageParameters } from './parameters.ts'

const item = z.strictObject({
  connector: z.string(),
  source: z.string(),
  position: count('Byte at which it begins'),
  length: count('Bytes'),
  reason: z.string(),
  subject: z.string().nullable().describe('What it is about, where that is not the source itself'),
})

/** Stretches that could not be understood. */
export const setAside = defineAnswer({
  name: 'set-aside',
  path: '/set-aside',
  summary: 'stretches of sources that were set aside, and why',
  parameters: z.strictObject(pageParameters(100, 1000)),
  answer: pageOf(item),
  run: async ({ client, now }, { cursor, limit }) => {
    const key = z.strictObject({ connector: z.string(), source: z.string(), position: z.int(), reason: z.string() })
    const start = startOf('set-aside', key, { cursor }, now)
    const rows = await setAsideOf(client, limit + 1, start.after)
    return pageFrom(start, rows, limit, {
      item: (row: SetAsideRow) => row,
      key: ({ connector, source, position, reason }) => ({ connector, source, position, reason }),
    })
  },
})
