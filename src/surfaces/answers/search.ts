import { z } from 'zod'
import { knownSlotParts } from '../../metrics/usage/derive-usage-slots.ts'
import { type FittingName, fittingNames } from '../../store/questions/fitting-names.ts'
import { type SearchHit, type SessionHits, searchHits } from '../../store/questions/search-hits.ts'
import { searchRequest } from '../../store/questions/search-request.ts'
import { searchSessions } from '../../store/questions/search-sessions.ts'
import { sessionsOf } from '../../store/questions/sessions-of.ts'
import { queryLanguage } from '../../store/search/parse-query.ts'
import { type AnswerContext, defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { cursorAfter, pageOf, startOf } from './page.ts'
import { filters, pageParameters, periodFrom, periodParameters, scopeFrom } from './parameters.ts'
import { inOrder, keyOf, listName, sortKey, sortParameter } from './session-order.ts'
import { sessionItem, sessionItemsOf } from './sessions.ts'

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

/** Of each kind so many names are told. */
const namesTold = 3

const fitting = z.strictObject({
  kind: z.enum(['file', 'tool']),
  name: z.string().describe('The path of the file, as it was edited; the name of the tool'),
  times: count('Edits of the file, calls of the tool'),
  id: z.string().describe('Of the entry of the session that did it first'),
  at: instant('When that was'),
  subagent: z
    .string()
    .nullable()
    .describe('The id of the subagent whose entry it is; null where it is the session’s own'),
  names: count('Names of this kind that fit in the session'),
})

const found = z.strictObject({
  session: sessionItem,
  fitting: z
    .array(fitting)
    .describe(
      `The files and tools of the session that fit those of the query: at most ${namesTold} of each, most used first`,
    ),
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

const fittingOf = (row: FittingName): z.output<typeof fitting> => ({
  kind: row.kind,
  name: row.name,
  times: row.times,
  id: row.call,
  at: iso(row.at),
  subagent: row.session === row.root ? null : row.session,
  names: row.names,
})

const none: SessionHits = { hits: [], count: 0, more: false }

/** Sessions in which something was said or done. */
export const search = defineAnswer({
  name: 'search',
  path: '/search',
  summary: 'sessions in which something stands, and where; a page may be shorter than its limit',
  parameters: z.strictObject({
    q: queryText(`What to look for: ${queryLanguage}. Without it all sessions are answered`),
    ...filters,
    sort: sortParameter,
    ...periodParameters,
    ...pageParameters(20, 100),
  }),
  answer: pageOf(found),
  run: async (context: AnswerContext, parameters) => {
    const { client, pricer } = context
    const { q, agent, sort, limit } = parameters
    const counted = startOf(listName('search', sort), sortKey, parameters, context.now)
    const period = await periodFrom(context, parameters, counted.now)
    const { terms, conditions, files, tools, relative } = await searchRequest(client, q, {
      timezone: period.timezone,
      now: period.asOf ?? counted.now,
    })
    const start = { ...counted, relative: counted.relative || relative !== undefined }
    const filter = { ...scopeFrom(parameters), agent, sort, conditions }
    const { sessions, next } = await searchSessions(client, period, { terms, filter, limit, after: start.after })
    const ids = sessions.map(({ id }) => id)
    const rows =
      ids.length === 0 ? [] : await sessionsOf(client, period, { ids }, await knownSlotParts(client, period, pricer))
    const hits = await searchHits(client, sessions, terms, period.asOf)
    const wanted = { roots: ids, files, tools, asOf: period.asOf, limit: namesTold }
    const names = Map.groupBy(await fittingNames(client, wanted), ({ root }) => root)
    const inTurn = inOrder(sessions, rows)
    const items = await sessionItemsOf(client, period, inTurn)
    return {
      items: inTurn.map((row, index) => {
        const { hits: here, count, more } = hits.get(row.id) ?? none
        return {
          session: items[index]!,
          fitting: (names.get(row.id) ?? []).map(fittingOf),
          hits: here.map((each) => hitOf(row.id, each)),
          hitCount: { count, more },
        }
      }),
      next: next ? cursorAfter(start, keyOf(next)) : null,
    }
  },
})
