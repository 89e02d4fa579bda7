import { z } from 'zod'
import { checkKinds } from '../../metrics/checks/index.ts'
import { checksOfSession, type SessionCheck } from '../../store/questions/checks-of-session.ts'
import { oneSession } from '../../store/questions/find-session.ts'
import { defineAnswer } from './answer.ts'
import { instant, iso, isoOrNull } from './fields.ts'
import { knownParameters, periodFrom } from './parameters.ts'
import { sessionId } from './session.ts'

const check = z.strictObject({
  id: z.string().describe('The tool call, or the event of a hook, in which it ran'),
  session: z.string().describe('The session, or the subagent below it, that ran it'),
  at: instant('When it was started'),
  kind: z.enum(checkKinds).describe('`check`: it does not say of what'),
  program: z.string(),
  by: z.enum(['agent', 'hook', 'ci']).describe('Who ran it; `ci`: the agent asked how it went there'),
  result: z.enum(['passed', 'failed', 'unclear']).describe('`unclear`: neither output nor exit code says'),
  afterLastEdit: z.boolean().describe('Whether no code was edited in the session after it'),
})

const itemOf = ({ at, isLast, ...rest }: SessionCheck) => ({ ...rest, at: iso(at), afterLastEdit: isLast })

/** What was made sure of in a session. */
export const sessionChecks = defineAnswer({
  name: 'session-checks',
  path: '/sessions/{id}/checks',
  summary: 'the tests, builds, type checks and lint that ran in a session, how they went, and which stand at its end',
  parameters: z.strictObject({
    id: sessionId,
    limit: z.int().min(1).max(1000).default(200).describe('At most so many of the latest checks (1 to 1000)'),
    ...knownParameters,
  }),
  answer: z.strictObject({
    lastEditAt: instant('When code was last edited; texts for people are none').nullable(),
    count: z.int().describe('How many checks ran'),
    atEnd: z
      .array(check)
      .describe('Of each kind, and of who ran it, the last one after the last edit of code: its proof'),
    items: z.array(check).describe('The latest checks, the earliest of them first'),
  }),
  run: async (context, { id: beginning, limit, ...parameters }) => {
    const { client, now } = context
    const { id } = await oneSession(client, beginning)
    const { asOf } = await periodFrom(context, { ...parameters, since: undefined }, now)
    const { lastEditAt, count, atEnd, checks } = await checksOfSession(client, id, { asOf, limit })
    return { lastEditAt: isoOrNull(lastEditAt), count, atEnd: atEnd.map(itemOf), items: checks.map(itemOf) }
  },
})
