import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { type ReplaySearch, replayRoute } from './route.ts'

/** The address follows what is chosen, but not each of many key presses. */
const settleMs = 200

/** What the address says of the replay, and how to say it otherwise: at once, or once nothing changes for a moment. */
export const useAddress = () => {
  const address = replayRoute.useSearch()
  const navigate = useNavigate()
  const waiting = useRef<Partial<ReplaySearch>>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const write = useCallback(
    (next: Partial<ReplaySearch>) => {
      const all = { ...waiting.current, ...next }
      waiting.current = undefined
      clearTimeout(timer.current)
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, ...all }) as never,
        replace: true,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const writeSoon = useCallback(
    (next: Partial<ReplaySearch>) => {
      waiting.current = { ...waiting.current, ...next }
      clearTimeout(timer.current)
      timer.current = setTimeout(() => write({}), settleMs)
    },
    [write],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return { address, write, writeSoon }
}
