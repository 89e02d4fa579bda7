import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { replayRoute } from './route.ts'
import type { Row } from './rows.ts'

export type Align = 'auto' | 'start' | 'center'

/** The address follows what is chosen, but not each of many key presses. */
const addressMs = 200

/** The row that the replay stands at: the address names its event. */
export const useChosen = (rows: readonly Row[], show: (index: number, align: Align) => void) => {
  const { event } = replayRoute.useSearch()
  const navigate = useNavigate()
  const [key, setKey] = useState<string>()
  const named = useRef<string>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const current = useRef(rows)
  current.current = rows
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.key, index])), [rows])

  const choose = useCallback(
    (index: number, align?: Align) => {
      const row = current.current[index]
      if (row?.kind !== 'line') return
      setKey(row.key)
      if (align) show(index, align)
      named.current = row.line.id
      clearTimeout(timer.current)
      timer.current = setTimeout(
        () =>
          void navigate({
            to: '.',
            search: (before: Record<string, unknown>) => ({ ...before, event: row.line.id }) as never,
            replace: true,
            resetScroll: false,
          }),
        addressMs,
      )
    },
    [navigate, show],
  )
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    if (event === undefined || event === named.current) return
    const index = rows.findIndex((row) => row.kind === 'line' && row.line.id === event)
    if (index < 0) return
    named.current = event
    setKey(rows[index]!.key)
    show(index, 'center')
  }, [event, rows, show])

  const byKey = useCallback(
    (wanted: string) => choose(current.current.findIndex((row) => row.key === wanted)),
    [choose],
  )
  return {
    chosen: key === undefined ? -1 : (indexes.get(key) ?? -1),
    choose: useMemo(() => Object.assign(choose.bind(undefined), { byKey }), [choose, byKey]),
  }
}
