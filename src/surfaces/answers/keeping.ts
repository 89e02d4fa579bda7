import { z } from 'zod'
import { leftAlone } from '../../ingest/left-alone.ts'
import { logKeeping } from '../../ingest/log-keeping.ts'
import { defineAnswer } from './answer.ts'
import { count } from './fields.ts'

/** What would be lost when agents delete their logs, and what is left alone. */
export const keeping = defineAnswer({
  name: 'keeping',
  path: '/keeping',
  summary: 'logs that are not read yet and when their agent deletes them, and folders that are not looked into',
  parameters: z.strictObject({}),
  answer: z.strictObject({
    logs: count('Logs that are there'),
    unread: z
      .array(z.strictObject({ connector: z.string(), path: z.string(), deletedAt: z.number().nullable() }))
      .describe('Logs not read to their end, the first to be deleted first; `deletedAt` in milliseconds since 1970'),
    gone: count('Logs that are gone, and whose records are kept'),
    retentions: z
      .array(z.strictObject({ folder: z.string(), days: z.number() }))
      .describe('After how many days an agent deletes the logs below a folder'),
    roots: z.array(z.string()).describe('Folders in or below which what logs and repositories name is opened'),
    leftAlone: z
      .array(z.strictObject({ folder: z.string(), sessions: z.int() }))
      .describe('Folders outside the roots in which sessions ran'),
  }),
  run: async ({ client, workspace }) => ({
    ...(await logKeeping(client, workspace.homes)),
    roots: workspace.roots,
    leftAlone: await leftAlone(client, workspace.roots),
  }),
})
