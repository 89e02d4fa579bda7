import { z } from 'zod'
import type { Pricer } from '../../config/prices/index.ts'
import { messageCost } from '../../metrics/usage/message-cost.ts'
import { oneSession } from '../../store/questions/find-session.ts'
import { outlineKinds } from '../../store/questions/outline-tables.ts'
import { type ContextPoint, sessionOutlinePage } from '../../store/questions/session-outline.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { cursorAfter, pageOf, startOf } from './page.ts'
import { knownParameters, pageParameters, periodFrom } from './parameters.ts'
import { sessionId } from './session.ts'

const place = {
  at: instant('When it happened'),
  position: z.int().describe('Where it stands in its log'),
}

const common = { id: z.string(), ...place }

const nullableNumber = z.number().nullable()
const nullableText = z.string().nullable()

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('turn'),
    origin: z.string(),
    human: z.boolean(),
    text: z.string().describe('Its first 400 characters'),
    command: nullableText,
    mode: nullableText.describe('The permission mode it was given in'),
    images: count('Pictures attached'),
  }),
  z.strictObject({ ...common, kind: z.literal('message'), form: z.string(), model: nullableText }),
  z.strictObject({
    ...common,
    kind: z.literal('toolCall'),
    tool: z.string(),
    action: z.string(),
    target: nullableText.describe('Its first 400 characters'),
    status: nullableText.describe('Null where the log has no result'),
    exitCode: nullableNumber,
    durationMs: nullableNumber.describe('As the log says it, else from the call to its result'),
    userModified: z.boolean().describe('Whether the human changed what the agent proposed'),
    edits: z
      .array(
        z.strictObject({ path: z.string(), operation: z.string(), added: count('Lines'), removed: count('Lines') }),
      )
      .describe('Of the first 50 files'),
    editedFiles: z.int(),
    subagent: nullableText.describe('The session that it started'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('event'),
    type: z.string(),
    details: z.record(z.string(), z.unknown()).describe('Long texts and lists cut'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('commit'),
    sha: z.string().describe('As git printed it'),
    branch: z.string(),
    subject: z.string(),
    commit: nullableText.describe('Its full id, where a known history has it'),
    rewritten: nullableText.describe(
      'Where none has it: the commit of the same subject, written at the same time, that an amend or a rebase made of it',
    ),
  }),
])

const point = z.strictObject({
  ...place,
  model: nullableText,
  contextTokens: count('Input, with what was read from and written to the cache'),
  outputTokens: z.int(),
  costUsd: nullableNumber.describe('US dollars at list price; null where it is not known'),
  lowerBound: z.boolean().describe('Whether the log tells less than was spent'),
})

const key = z.strictObject({ at: z.number(), position: z.number(), kind: z.enum(outlineKinds), id: z.string() })

const pointItemOf = (of: ContextPoint, session: string, pricer: Pricer): z.output<typeof point> => {
  const { at, position, model, contextTokens, outputTokens, lowerBound } = of
  const cost = messageCost({ ...of, agent: session.slice(0, session.indexOf(':')) }, pricer)
  return {
    at: iso(at),
    position,
    model,
    contextTokens,
    outputTokens,
    costUsd: cost === null ? null : cost / 1e12,
    lowerBound,
  }
}

/** A session as lines. */
export const sessionOutline = defineAnswer({
  name: 'session-outline',
  path: '/sessions/{id}/outline',
  summary: 'what happened in one session in lines without long texts, and how full the context was meanwhile',
  parameters: z.strictObject({ id: sessionId, ...knownParameters, ...pageParameters(2000, 5000) }),
  answer: pageOf(entry).extend({
    context: z.array(point).describe('At each answer of the model; counted with the items for the limit'),
  }),
  run: async (context, parameters) => {
    const { client } = context
    const { id } = await oneSession(client, parameters.id)
    const start = startOf(`outline ${id}`, key, parameters, context.now)
    const { asOf } = await periodFrom(context, { ...parameters, since: undefined }, start.now)
    const page = await sessionOutlinePage(client, id, { asOf, after: start.after, limit: parameters.limit })
    return {
      items: page.entries.map((of) => ({ ...of, at: iso(of.at) })),
      context: page.context.map((of) => pointItemOf(of, id, context.pricer)),
      next: page.last ? cursorAfter(start, page.last) : null,
    }
  },
})
