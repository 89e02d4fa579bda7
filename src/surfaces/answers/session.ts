import { z } from 'zod'
import { knownSlotParts } from '../../metrics/usage/derive-usage-slots.ts'
import { oneSession } from '../../store/questions/find-session.ts'
import { linksOf } from '../../store/questions/links-of.ts'
import { sessionsOf } from '../../store/questions/sessions-of.ts'
import { subagentOrigin } from '../../store/questions/subagent-origin.ts'
import { subagentsOf } from '../../store/questions/subagents-of.ts'
import { defineAnswer } from './answer.ts'
import { instant, iso, isoOrNull } from './fields.ts'
import { commitOfSession, commitOfSessionOf } from './links.ts'
import { knownParameters, periodFrom, text } from './parameters.ts'
import { sessionItem, sessionItemsOf } from './sessions.ts'

const subagent = z.strictObject({
  id: z.string(),
  parentCall: z.string().nullable().describe('The tool call that started it'),
  type: z.string().nullable(),
  task: z.string().nullable(),
  startedAt: instant('First event'),
  endedAt: instant('Latest event').nullable().describe('Latest event; null where it went on after `asOf`'),
  toolCalls: z.int(),
})

const startedBy = z.strictObject({
  session: z.string().describe('The session that started it'),
  call: z.string().nullable().describe('The tool call that started it'),
  root: z.string().describe('The session at the top'),
  type: z.string().nullable(),
  task: z.string().nullable(),
})

const commitsShown = 200

/** The id of a session, or its beginning. */
export const sessionId = text("The id of a session or a subagent, or the beginning of one that is no other's")

/** One session. */
export const session = defineAnswer({
  name: 'session',
  path: '/sessions/{id}',
  summary: 'one session: what it was for, what it took, and its subagents',
  parameters: z.strictObject({ id: sessionId, ...knownParameters }),
  answer: z
    .strictObject({
      id: z.string(),
      subagents: z.array(subagent),
      commits: z.array(commitOfSession).optional().describe(`The latest ${commitsShown} commits that it stands behind`),
      startedBy: startedBy.nullable().describe('Of a subagent; null of a session that a human began'),
    })
    .extend(sessionItem.omit({ id: true, subagents: true, commits: true }).partial().shape)
    .describe(
      'Of a subagent only its own id, its subagents and what started it: what it took is counted with the session above it',
    ),
  run: async (context, parameters) => {
    const { client, pricer } = context
    const { timezone, asOf } = await periodFrom(context, { ...parameters, since: undefined }, context.now)
    const { id, logId } = await oneSession(client, parameters.id)
    const known = asOf === undefined ? { timezone } : { timezone, asOf }
    const [row] = await sessionsOf(client, known, { id }, await knownSlotParts(client, known, pricer))
    const [item] = await sessionItemsOf(client, known, row ? [row] : [])
    const subagents = await subagentsOf(client, id, asOf)
    const commits = row ? await linksOf(client, known, { session: id, limit: commitsShown }) : []
    return {
      ...(item ? { ...item, commits: commits.map(commitOfSessionOf) } : {}),
      id: logId,
      startedBy: row ? null : await subagentOrigin(client, id),
      subagents: subagents.map((of) => ({ ...of, startedAt: iso(of.startedAt), endedAt: isoOrNull(of.endedAt) })),
    }
  },
})
