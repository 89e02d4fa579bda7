import type { ClientBase } from 'pg'
import { type TurnBehind, turnsBehind } from './turns-behind.ts'

/** A prompt of a human, and the lines of some commits that were written after it and before the next. */
export interface PromptBehind {
  /** The session at the root of the tree that wrote the lines. */
  readonly session: string
  readonly logId: string
  /** The entry of that session. */
  readonly turn: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Its beginning. */
  readonly text: string
  /** Lines found in the edits that it led to. */
  readonly lines: number
  /** Of so many files. */
  readonly files: number
}

/** The prompts whose edits wrote lines of commits of a repository, in the order in which they were given. */
export const promptsBehind = async (
  client: ClientBase,
  repository: string,
  shas: readonly string[],
): Promise<PromptBehind[]> => {
  const written = await editsBehind(client, repository, shas)
  const turns = await turnsBehind(client, [...written.keys()])
  const prompts = new Map<string, { turn: TurnBehind; lines: number; files: Set<string> }>()
  for (const [edit, { lines, path }] of written) {
    const turn = turns.get(edit)
    if (turn === undefined || turn.turn === null) continue
    const prompt = prompts.get(turn.turn) ?? { turn, lines: 0, files: new Set() }
    prompt.lines += lines
    prompt.files.add(path)
    prompts.set(turn.turn, prompt)
  }
  return [...prompts.values()]
    .map(({ turn: { root, logId, turn, at, text }, lines, files }) => ({
      session: root,
      logId,
      turn: turn!,
      at: at!,
      text: text!,
      lines,
      files: files.size,
    }))
    .toSorted((a, b) => a.at - b.at || (a.turn < b.turn ? -1 : 1))
}

interface Written {
  readonly path: string
  lines: number
}

/** How many lines of the commits each edit wrote; an edit is one of one file. */
const editsBehind = async (
  client: ClientBase,
  repository: string,
  shas: readonly string[],
): Promise<Map<string, Written>> => {
  const { rows } = await client.query<{ path: string; edits: string[]; spans: number[] }>(
    'select path, edits, spans from line_link where org = 1 and repository = $1 and sha = any($2) order by sha, path',
    [repository, shas],
  )
  const written = new Map<string, Written>()
  for (const { path, edits, spans } of rows)
    for (let at = 0; at < spans.length; at += 3) {
      const edit = edits[spans[at + 2]!]!
      const there = written.get(edit) ?? { path, lines: 0 }
      there.lines += spans[at + 1]!
      written.set(edit, there)
    }
  return written
}
