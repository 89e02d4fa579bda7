import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answerOptions } from '../../api/hooks.ts'

/** Subagents start subagents; so far up they are followed. */
const highest = 6

/** Opens the subagent that the address names, and those above it, up to the session of the page. */
export const useWithin = (within: string | undefined, open: (subagent: string) => void): void => {
  const client = useQueryClient()
  useEffect(() => {
    let wanted = true
    const openUpwards = async (): Promise<void> => {
      const path: string[] = []
      let id = within
      while (id !== undefined && path.length < highest) {
        const { startedBy } = await client.fetchQuery(answerOptions('session', { id }))
        if (!startedBy) break
        path.push(id)
        id = startedBy.session
      }
      if (wanted) for (const subagent of path.toReversed()) open(subagent)
    }
    // What cannot be read stays closed: the page says by itself when the server is gone.
    openUpwards().catch(() => {})
    return () => {
      wanted = false
    }
  }, [within, open, client])
}
