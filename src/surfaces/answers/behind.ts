import type { ClientBase } from 'pg'
import { z } from 'zod'
import { knownIntentOf } from '../../narrative/known-intents.ts'
import type { LinkRow } from '../../store/questions/links-of.ts'
import type { Period } from '../../store/questions/period.ts'
import { type PromptBehind, promptsBehind } from '../../store/questions/prompts-behind.ts'
import { type SessionRow, sessionsOf } from '../../store/questions/sessions-of.ts'
import { count, instant, iso } from './fields.ts'

/** So many prompts of a session are told: those that most lines came from. */
const promptsShown = 30

const prompt = z.strictObject({
  id: z.string().describe('The entry of the session'),
  at: instant('When it was given'),
  text: z.string().describe('Its first 400 characters'),
  lines: count('Lines found in the edits between it and the next prompt of a human, those of subagents included'),
  files: count('Files that these lines are in'),
})

/** What is said of a session behind a commit or a pull request beside the evidence. */
export const behindFields = {
  agent: z.string(),
  person: z.string().nullable().describe('Null where nothing of the session but its edits is on record'),
  intent: z.string().nullable().describe('What it was for, in a line; null where nothing says it'),
  endedAt: instant('Latest event').nullable(),
  prompts: z
    .array(prompt)
    .describe(`The prompts that led to its lines, the first first; of more than ${promptsShown} those with most lines`),
  promptCount: count('So many prompts led to lines'),
}

type Behind = {
  readonly [Name in keyof typeof behindFields]: z.output<(typeof behindFields)[Name]>
}

/** What is said of the sessions behind commits of a repository, by the id of each. */
export const behindOf = async (
  client: ClientBase,
  { asOf, timezone }: Period,
  repository: string,
  links: readonly LinkRow[],
): Promise<ReadonlyMap<string, Behind>> => {
  const agents = new Map(links.map(({ session, agent }) => [session, agent]))
  if (agents.size === 0) return new Map()
  const ids = [...agents.keys()]
  const rows = await sessionsOf(client, asOf === undefined ? { timezone } : { timezone, asOf }, { ids })
  const known = new Map(rows.map((row) => [row.id, row]))
  const prompts = await promptsBehind(client, repository, [...new Set(links.map(({ sha }) => sha))])
  const bySession = Map.groupBy(prompts, ({ session }) => session)
  return new Map(
    [...agents].map(([id, agent]) => [id, { agent, ...saidOf(known.get(id)), ...promptsOf(bySession.get(id) ?? []) }]),
  )
}

const saidOf = (row: SessionRow | undefined) => ({
  person: row?.personName ?? null,
  intent: row === undefined ? null : (knownIntentOf(row) ?? null),
  endedAt: row === undefined ? null : iso(row.endedAt),
})

const promptsOf = (prompts: readonly PromptBehind[]) => ({
  prompts: prompts
    .toSorted((a, b) => b.lines - a.lines)
    .slice(0, promptsShown)
    .toSorted((a, b) => a.at - b.at)
    .map(({ turn, at, text, lines, files }) => ({ id: turn, at: iso(at), text, lines, files })),
  promptCount: prompts.length,
})
