import type { ClientBase } from 'pg'
import { z } from 'zod'
import { editsBehind } from '../../linking/fates/edits-behind.ts'
import type { BlamedFile } from '../../linking/ledger/blame-file.ts'
import type { AuthoredCommit } from '../../store/questions/commits-by-id.ts'
import { type TurnBehind, turnsBehind } from '../../store/questions/turns-behind.ts'
import { promptBehind, promptBehindOf } from './session-edits.ts'

/** Who wrote lines of a file. */
export const writer = z.strictObject({
  kind: z
    .enum(['session', 'person', 'bot', 'unknown'])
    .describe(
      '`session`: an edit of a session wrote the line; `person`, `bot`: the author of the commit, no session edit is on record; `unknown`: its commit is not known',
    ),
  person: z.string().nullable().describe('Whose session it is, else the author of the commit'),
  session: z.string().nullable().describe("The log's id of the session at the top"),
  agent: z.string().nullable(),
  prompt: promptBehind.nullable().describe('The last prompt of a human before the edit'),
})

type Writer = z.output<typeof writer>

/** Who wrote each line of a file: an index among the writers. */
export interface LineWriters {
  readonly writers: readonly Writer[]
  readonly lines: readonly number[]
}

/** Who wrote each line of a file. @param length how many lines it has: there may be more than are known */
export const writersOf = async (
  client: ClientBase,
  repository: string,
  file: BlamedFile,
  commits: ReadonlyMap<string, AuthoredCommit>,
  length: number,
): Promise<LineWriters> => {
  const edits = await editsBehind(client, repository, file)
  const turns = await turnsBehind(client, [...new Set(edits.filter((edit) => edit !== undefined))])
  const authors = file.runs.flatMap(({ origin, count }) =>
    new Array<AuthoredCommit | undefined>(count).fill(
      origin === undefined ? undefined : commits.get(file.origins[origin]!.sha),
    ),
  )
  const writers = new Map<string, { readonly index: number; readonly writer: Writer }>()
  const lines = Array.from({ length }, (_, at) => {
    const found = writerOf(turns.get(edits[at] ?? ''), authors[at])
    const key = JSON.stringify([found.kind, found.session, found.prompt?.id, found.person])
    const known = writers.get(key) ?? { index: writers.size, writer: found }
    writers.set(key, known)
    return known.index
  })
  return { writers: [...writers.values()].map((known) => known.writer), lines }
}

const nobody = { session: null, agent: null, prompt: null }

const writerOf = (turn: TurnBehind | undefined, author: AuthoredCommit | undefined): Writer => {
  if (turn !== undefined)
    return {
      kind: 'session',
      person: turn.person,
      session: turn.logId,
      agent: turn.agent,
      prompt: promptBehindOf(turn),
    }
  if (author === undefined) return { kind: 'unknown', person: null, ...nobody }
  return { kind: author.bot ? 'bot' : 'person', person: author.person, ...nobody }
}
