import { useMemo } from 'react'
import type { Answer } from '../../api/ask.ts'
import type { About, Subagent } from './about.ts'

/** What the rows know of their session. */
export const useAboutOf = (head: Answer<'session'> | undefined, live: boolean, words: string): About => {
  const find = words.trim().toLowerCase()
  return useMemo(
    () => ({
      workingDirectory: head?.workingDirectory,
      live,
      find,
      subagents: new Map(
        (head?.subagents ?? []).map(({ id, type, task, toolCalls, startedAt, endedAt }): [string, Subagent] => [
          id,
          { type, task, toolCalls, ms: endedAt === null ? undefined : Date.parse(endedAt) - Date.parse(startedAt) },
        ]),
      ),
    }),
    [head, live, find],
  )
}
