import { z } from 'zod'
import { oneSession } from '../../store/questions/find-session.ts'
import { type SessionEntry, sessionEntriesPage } from '../../store/questions/session-events.ts'
import { defineAnswer } from './answer.ts'
import { instant, iso } from './fields.ts'
import { cursorAfter, pageOf, startOf } from './page.ts'
import { knownParameters, pageParameters, periodFrom } from './parameters.ts'
import { sessionId } from './session.ts'

const common = {
  id: z.string(),
  at: instant('When it happened'),
  position: z.int().describe('Where it stands in its log'),
}

const nullableNumber = z.number().nullable()
const nullableText = z.string().nullable()

const result = z.strictObject({
  status: z.string(),
  exitCode: nullableNumber,
  durationMs: nullableNumber,
  output: nullableText.describe('Null where the log keeps it elsewhere'),
  outputBytes: z.number(),
  outputFile: nullableText,
  outputOffset: nullableNumber,
  outputLength: nullableNumber,
})

const edit = z.strictObject({
  path: z.string(),
  movedTo: nullableText.describe('Of a rename'),
  operation: z.string(),
  added: z.int(),
  removed: z.int(),
  patch: z.string(),
})

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('turn'),
    origin: z.string(),
    human: z.boolean(),
    text: z.string(),
    command: nullableText,
    mode: nullableText,
    images: z.int().describe('Pictures attached'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('message'),
    form: z.string(),
    model: nullableText,
    text: z.string(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('toolCall'),
    tool: z.string(),
    action: z.string(),
    target: nullableText,
    input: z.unknown(),
    result: result.nullable().describe('Null where the log has none'),
    edits: z.array(edit),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('event'),
    type: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
])

type EntryItem = z.output<typeof entry>

/** What happened in a session as it is answered. */
export const entryItemOf = ({ session: _, ...of }: SessionEntry): EntryItem => ({ ...of, at: iso(of.at) }) as EntryItem

const key = z.strictObject({
  at: z.number(),
  position: z.number(),
  kind: z.enum(['turn', 'message', 'toolCall', 'event']),
  id: z.string(),
})

const mostIds = 200

const ids = z
  .string()
  .max(16_000)
  .refine((value) => !value.includes('\0'), 'a character that cannot be stored')
  .transform((value) =>
    value.split(',').map((id) => id.replaceAll(/%(2C|25)/g, (escaped) => decodeURIComponent(escaped))),
  )
  .refine((given) => given.length <= mostIds, `more than ${mostIds} ids`)
  .meta({
    type: 'string',
    description: `Only these entries, up to ${mostIds}, with commas between; within an id \`,\` is \`%2C\` and \`%\` is \`%25\``,
  })
  .optional()

/** What happened in a session. */
export const sessionEntries = defineAnswer({
  name: 'session-entries',
  path: '/sessions/{id}/entries',
  summary:
    'prompts, answers, tool calls and events of one session in their order; a page is shorter where their texts are long',
  parameters: z.strictObject({ id: sessionId, ids, ...knownParameters, ...pageParameters(200, 1000) }),
  answer: pageOf(entry),
  run: async (context, parameters) => {
    const { client } = context
    const { id } = await oneSession(client, parameters.id)
    const start = startOf(`entries ${id}`, key, parameters, context.now)
    const { asOf } = await periodFrom(context, { ...parameters, since: undefined }, start.now)
    const { entries, more } = await sessionEntriesPage(client, id, {
      asOf,
      after: start.after,
      ids: parameters.ids,
      limit: parameters.limit,
    })
    const last = entries.at(-1)
    return {
      items: entries.map(entryItemOf),
      next:
        more && last
          ? cursorAfter(start, { at: last.at, position: last.position, kind: last.kind, id: last.id })
          : null,
    }
  },
})
