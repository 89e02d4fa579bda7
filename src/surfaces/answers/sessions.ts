import type { ClientBase } from 'pg'
import { z } from 'zod'
import { knownSlotParts } from '../../metrics/usage/derive-usage-slots.ts'
import { knownIntentOf } from '../../narrative/known-intents.ts'
import { type LineSums, linesOfSessions } from '../../store/questions/line-sums.ts'
import type { Period } from '../../store/questions/period.ts'
import { searchRequest } from '../../store/questions/search-request.ts'
import { searchSessions } from '../../store/questions/search-sessions.ts'
import { type SessionRow, sessionsOf } from '../../store/questions/sessions-of.ts'
import { queryLanguage } from '../../store/search/parse-query.ts'
import { type DeepReadonly, defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { lineSumsOf, sessionLines } from './line-fates.ts'
import { cursorAfter, pageFrom, pageOf, startOf } from './page.ts'
import { filters, pageParameters, periodFrom, periodParameters, scopeFrom, text } from './parameters.ts'
import { inOrder, keyOf, listName, sortKey, sortParameter } from './session-order.ts'

/** A session of a list. */
export const sessionItem = z.strictObject({
  id: z.string().describe("The log's id"),
  agent: z.string(),
  repository: z.string().nullable(),
  placedBy: z.string().nullable().describe('How the repository was found'),
  person: z.string(),
  intent: z.string().nullable().describe('What it was for, in a line; null where nothing says it'),
  title: z.string().nullable(),
  branch: z.string().nullable(),
  workingDirectory: z.string().nullable(),
  startedAt: instant('First event'),
  endedAt: instant('Latest event'),
  activeMs: z.number().describe('Milliseconds in which it worked, its subagents included'),
  prompts: z.int(),
  toolCalls: z.int(),
  toolErrors: z.int(),
  interruptions: z.int(),
  rejections: z.int(),
  compactions: z.int(),
  edits: z.int(),
  files: z.int(),
  added: count('Lines'),
  removed: count('Lines'),
  subagents: z.int(),
  commits: count('Commits that it stands behind'),
  lines: sessionLines,
  tokens: z.int(),
  costUsd: z.number().nullable().describe('US dollars at list price; null where a message has no known price'),
  knownCostUsd: z.number().nullable().describe('Of the messages whose price is known; null where none is'),
})

export type SessionItem = DeepReadonly<z.output<typeof sessionItem>>

/** Sessions as they are answered, with what became of their lines. */
export const sessionItemsOf = async (
  client: ClientBase,
  { asOf }: Period,
  rows: readonly SessionRow[],
): Promise<SessionItem[]> => {
  const ids = rows.map(({ id }) => id)
  const lines = await linesOfSessions(client, ids, asOf)
  return rows.map((row) => sessionItemOf(row, lines.get(row.id)))
}

const sessionItemOf = (row: SessionRow, lines: LineSums | undefined): SessionItem => ({
  id: row.logId,
  agent: row.agent,
  repository: row.repositoryName,
  placedBy: row.placedBy,
  person: row.personName,
  intent: knownIntentOf(row) ?? null,
  title: row.title,
  branch: row.branch,
  workingDirectory: row.cwd,
  startedAt: iso(row.startedAt),
  endedAt: iso(row.endedAt),
  activeMs: row.activeMs,
  prompts: row.prompts,
  toolCalls: row.toolCalls,
  toolErrors: row.toolErrors,
  interruptions: row.interruptions,
  rejections: row.rejections,
  compactions: row.compactions,
  edits: row.edits,
  files: row.files,
  added: row.added,
  removed: row.removed,
  subagents: row.subagents,
  commits: row.commits,
  lines: lines === undefined ? null : lineSumsOf(lines),
  tokens: row.tokens,
  costUsd: row.unpricedMessages > 0 ? null : row.cost / 1e12,
  knownCostUsd: row.unpricedMessages > 0 && row.cost === 0 ? null : row.cost / 1e12,
})

/** Sessions, the latest first. */
export const sessions = defineAnswer({
  name: 'sessions',
  path: '/sessions',
  summary: 'sessions with what they were for, the latest first',
  parameters: z.strictObject({
    ...filters,
    sort: sortParameter,
    search: text(`Only with all this in prompts, answers, commands, paths or titles: ${queryLanguage}`).optional(),
    ...periodParameters,
    ...pageParameters(50, 500),
  }),
  answer: pageOf(sessionItem),
  run: async (context, parameters) => {
    const { client, pricer } = context
    const { sort } = parameters
    const start = startOf(listName('sessions', sort), sortKey, parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const { agent, search, limit } = parameters
    const parts = await knownSlotParts(client, period, pricer)
    const filter = { ...scopeFrom(parameters), agent, sort }
    if (search !== undefined) {
      const dates = { timezone: period.timezone, now: period.asOf ?? start.now }
      const { terms, conditions, relative } = await searchRequest(client, search, dates)
      const wanted = { terms, filter: { ...filter, conditions }, limit, after: start.after }
      const { sessions: found, next } = await searchSessions(client, period, wanted)
      const rows = await sessionsOf(client, period, { ids: found.map(({ id }) => id) }, parts)
      const counted = { ...start, relative: start.relative || relative !== undefined }
      return {
        items: await sessionItemsOf(client, period, inOrder(found, rows)),
        next: next ? cursorAfter(counted, keyOf(next)) : null,
      }
    }
    const rows = await sessionsOf(client, period, { ...filter, after: start.after, limit: limit + 1 }, parts)
    const page = pageFrom(start, rows, limit, { item: (row) => row, key: keyOf })
    return { items: await sessionItemsOf(client, period, page.items), next: page.next }
  },
})
