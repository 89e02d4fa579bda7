import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '../../api/ask.ts'
import type { FollowedEdit } from './fates.ts'

const editsAtOnce = 500

const none: ReadonlyMap<string, readonly FollowedEdit[]> = new Map()

/** What became of the edits of a session and its subagents, by the call that made them. */
export const useEdits = (session: string): ReadonlyMap<string, readonly FollowedEdit[]> => {
  const { data } = useQuery({
    queryKey: ['session-edits', 'whole', { id: session }],
    queryFn: async ({ signal }) => {
      const edits: FollowedEdit[] = []
      let cursor: string | undefined
      do {
        const page = await ask('session-edits', { id: session, limit: editsAtOnce, cursor }, signal)
        edits.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return edits
    },
    structuralSharing: false,
  })
  return useMemo(() => (data === undefined ? none : Map.groupBy(data, ({ call }) => call)), [data])
}
