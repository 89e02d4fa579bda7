import { z } from 'zod'
import { findInSession } from '../../store/questions/find-in-session.ts'
import { oneSession } from '../../store/questions/find-session.ts'
import { defineAnswer } from './answer.ts'
import { knownParameters, periodFrom, text } from './parameters.ts'
import { sessionId } from './session.ts'

const place = z.strictObject({
  kind: z.enum(['turn', 'message', 'toolCall', 'event', 'commit']),
  id: z.string(),
  session: z.string().describe('The session, or the subagent below it'),
})

/** Where something stands in a session. */
export const sessionFind = defineAnswer({
  name: 'session-find',
  path: '/sessions/{id}/find',
  summary: 'the entries of one session and of its subagents in which a text stands, as it is written but for its case',
  parameters: z.strictObject({ id: sessionId, q: text('What is looked for'), ...knownParameters }),
  answer: z.strictObject({
    places: z.array(place),
    more: z.boolean().describe('Whether there are more than are told'),
  }),
  run: async (context, { id: beginning, q, ...parameters }) => {
    const { client, now } = context
    const { id } = await oneSession(client, beginning)
    const { asOf } = await periodFrom(context, { ...parameters, since: undefined }, now)
    return findInSession(client, id, { text: q, asOf })
  },
})
