import { useMemo } from 'react'
import type { Answer } from '../../api/ask.ts'
import type { About, Subagent } from './about.ts'
import { useEdits } from './use-edits.ts'

/** What the rows know of their session. */
export const useAboutOf = (
  session: string,
  head: Answer<'session'> | undefined,
  live: boolean,
  words: string,
): About => {
  const edits = useEdits(session)
  const find = words.trim().toLowerCase()
  return useMemo(
    () => ({
      workingDirectory: head?.workingDirectory,
      live,
      find,
      edits,
      subagents: new Map(
        (head?.subagents ?? []).map(({ id, type, task, toolCalls, startedAt, endedAt }): [string, Subagent] => [
          id,
          { type, task, toolCalls, ms: endedAt === null ? undefined : Date.parse(endedAt) - Date.parse(startedAt) },
        ]),
      ),
    }),
    [head, live, find, edits],
  )
}
