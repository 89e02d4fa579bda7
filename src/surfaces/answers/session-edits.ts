import { z } from 'zod'
import { type EditRow, editsOfSession } from '../../store/questions/edits-of-session.ts'
import { oneSession } from '../../store/questions/find-session.ts'
import { type LineSums, linesOfEdits } from '../../store/questions/line-sums.ts'
import { type EditPart, lineStates, partsOfEdits } from '../../store/questions/parts-of-edits.ts'
import { type TurnBehind, turnsBehind } from '../../store/questions/turns-behind.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, iso, isoOrNull } from './fields.ts'
import { lineSums, lineSumsOf } from './line-fates.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { knownParameters, pageParameters, periodFrom } from './parameters.ts'
import { sessionId } from './session.ts'

const part = z.strictObject({
  state: z
    .enum(lineStates)
    .describe(
      '`there`: on the default branch; `gone`: was there; `committed`: in a commit, but never on the default branch: its branch is not merged, or they were changed before it was; `rewritten`: taken out by a later edit of the session, in no commit; `open`: in no commit yet, and the session is younger than 30 days; `not-found`: in no commit; `not-known`: in a commit of which it is not known yet whether it landed',
    ),
  lines: z.array(z.tuple([z.int(), z.int()])).describe('[first, count] among the lines that the edit added, from 0 on'),
  count: count('How many lines'),
  commits: z.array(z.string()).describe('The commits that have them, the earliest first: full ids'),
  landedAt: instant('When they first came to the default branch').nullable(),
  landedBy: z.string().nullable().describe('The commit of the default branch that brought them'),
  goneAt: instant('When they had gone from it').nullable(),
  goneBy: z.string().nullable().describe('The commit of the default branch that has them no more'),
  removedAt: instant('When a later edit of the session took them out').nullable(),
})

/** The prompt behind something. */
export const promptBehind = z.strictObject({
  id: z.string().describe('The entry of the session'),
  at: instant('When it was given'),
  text: z.string().describe('Its first 400 characters'),
})

export const promptBehindOf = ({ turn, at, text }: TurnBehind): z.output<typeof promptBehind> | null =>
  turn === null ? null : { id: turn, at: iso(at!), text: text! }

const edit = z.strictObject({
  id: z.string(),
  at: instant('When it was made'),
  position: z.int().describe('Where it stands in its log'),
  subagent: z.string().nullable().describe('The subagent that made it; null where the session itself did'),
  call: z.string().describe('The tool call'),
  prompt: promptBehind
    .nullable()
    .describe('The last prompt of a human before it; for what a subagent did, before it was started'),
  path: z.string().describe('Below the root of its repository, where that is known; else as logged'),
  repository: z.string().nullable().describe('Null where it lies outside of any that is known'),
  operation: z.string(),
  by: z.string(),
  added: count('Lines'),
  removed: count('Lines'),
  fate: lineSums
    .extend({ parts: z.array(part).describe('Its lines by what became of them') })
    .nullable()
    .describe('Null where the file lies in no known repository, and where it is not known yet'),
})

const key = z.strictObject({ at: z.number(), position: z.number(), id: z.string() })

const partOf = ({ edit: _, lines, landedAt, goneAt, removedAt, commits, ...of }: EditPart): z.output<typeof part> => ({
  ...of,
  commits: [...commits],
  lines: Array.from({ length: lines.length / 2 }, (_, at) => [lines[2 * at]!, lines[2 * at + 1]!]),
  landedAt: isoOrNull(landedAt),
  goneAt: isoOrNull(goneAt),
  removedAt: isoOrNull(removedAt),
})

/** What became of each edit of a session. */
export const sessionEdits = defineAnswer({
  name: 'session-edits',
  path: '/sessions/{id}/edits',
  summary: 'the edits of one session and its subagents in their order, and what became of the lines of each',
  parameters: z.strictObject({ id: sessionId, ...knownParameters, ...pageParameters(200, 1000) }),
  answer: pageOf(edit),
  run: async (context, parameters) => {
    const { client } = context
    const { id } = await oneSession(client, parameters.id)
    const start = startOf(`edits ${id}`, key, parameters, context.now)
    const { asOf } = await periodFrom(context, { ...parameters, since: undefined }, start.now)
    const { limit } = parameters
    const rows = await editsOfSession(client, id, { asOf, after: start.after, limit: limit + 1 })
    const ids = rows.map((row) => row.id)
    const sums = await linesOfEdits(client, ids, asOf)
    const parts = await partsOfEdits(client, ids, asOf)
    const turns = await turnsBehind(client, ids)
    return pageFrom(start, rows, limit, {
      item: (row) => itemOf(row, sums.get(row.id), parts.get(row.id) ?? [], turns.get(row.id)),
      key: ({ at, position, id: of }) => ({ at, position, id: of }),
    })
  },
})

const itemOf = (
  row: EditRow,
  sums: LineSums | undefined,
  parts: readonly EditPart[],
  turn: TurnBehind | undefined,
): z.output<typeof edit> => ({
  ...row,
  at: iso(row.at),
  prompt: turn === undefined ? null : promptBehindOf(turn),
  fate: sums === undefined ? null : { ...lineSumsOf(sums), parts: parts.map(partOf) },
})
