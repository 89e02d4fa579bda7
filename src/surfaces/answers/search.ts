import { z } from 'zod'
import { knownSlotParts } from '../../metrics/usage/derive-usage-slots.ts'
import { type SearchHit, type SessionHits, searchHits } from '../../store/questions/search-hits.ts'
import { searchRequest } from '../../store/questions/search-request.ts'
import { searchSessions } from '../../store/questions/search-sessions.ts'
import { sessionsOf } from '../../store/questions/sessions-of.ts'
import { queryLanguage } from '../../store/search/parse-query.ts'
import { type AnswerContext, defineAnswer } from './answer.ts'
import { instant, iso } from './fields.ts'
import { cursorAfter, pageOf, startOf } from './page.ts'
import { filters, pageParameters, periodFrom, periodParameters } from './parameters.ts'
import { sessionItem, sessionItemOf } from './sessions.ts'

/** A query in the language of search; may be empty. */
export const queryText = (description: string) =>
  z
    .string()
    .max(1000)
    .refine((text) => !text.includes('\0'), 'a character that cannot be stored')
    .default('')
    .describe(description)

const hit = z.strictObject({
  kind: z.enum(['turn', 'message', 'toolCall', 'event']).describe('Of the entry of the session in which it stands'),
  id: z.string().describe('Of that entry'),
  at: instant('When it happened'),
  subagent: z
    .string()
    .nullable()
    .describe('The id of the subagent whose entry it is; null where it is the session’s own'),
  text: z
    .array(z.strictObject({ text: z.string(), hit: z.boolean() }))
    .describe('What stands around it, in one line; `hit` marks what was looked for'),
})

const found = z.strictObject({
  session: sessionItem,
  hits: z.array(hit).describe('The first few, those with most of the words before others'),
  hitCount: z.strictObject({
    count: z.int(),
    more: z.boolean().describe('There may be more than were counted'),
  }),
})

const hitOf = (root: string, { kind, id, session, at, text }: SearchHit): z.output<typeof hit> => ({
  kind,
  id,
  at: iso(at),
  subagent: session === root ? null : session,
  text: [...text],
})

const none: SessionHits = { hits: [], count: 0, more: false }

/** Sessions in which something was said or done. */
export const search = defineAnswer({
  name: 'search',
  path: '/search',
  summary: 'sessions in which something stands, the latest first, and where; a page may be shorter than its limit',
  parameters: z.strictObject({
    q: queryText(`What to look for: ${queryLanguage}. Without it all sessions are answered`),
    ...filters,
    ...periodParameters,
    ...pageParameters(20, 100),
  }),
  answer: pageOf(found),
  run: async (context: AnswerContext, parameters) => {
    const { client, pricer } = context
    const { q, repo, person, agent, limit } = parameters
    const key = z.strictObject({ endedAt: z.number(), id: z.string() })
    const counted = startOf('search', key, parameters, context.now)
    const period = await periodFrom(context, parameters, counted.now)
    const { terms, conditions, relative } = await searchRequest(client, q, {
      timezone: period.timezone,
      now: period.asOf ?? counted.now,
    })
    const start = { ...counted, relative: counted.relative || relative !== undefined }
    const filter = { repository: repo, person, agent, conditions }
    const { sessions, next } = await searchSessions(client, period, { terms, filter, limit, after: start.after })
    const ids = sessions.map(({ id }) => id)
    const rows =
      ids.length === 0 ? [] : await sessionsOf(client, period, { ids }, await knownSlotParts(client, period, pricer))
    const hits = await searchHits(client, sessions, terms, period.asOf)
    return {
      items: rows.map((row) => {
        const { hits: here, count, more } = hits.get(row.id) ?? none
        return { session: sessionItemOf(row), hits: here.map((each) => hitOf(row.id, each)), hitCount: { count, more } }
      }),
      next: next ? cursorAfter(start, { endedAt: next.endedAt, id: next.id }) : null,
    }
  },
})
