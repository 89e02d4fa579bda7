import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReplaySearch } from './route.ts'
import type { Row } from './rows.ts'
import { folds } from './words.ts'

export type Align = 'auto' | 'start' | 'center'

/** Chooses a row by its index, and scrolls to it where an alignment is given; opens or folds it where it is told to. */
export type Choose = (index: number, align?: Align, opening?: boolean) => void

/** The row that the replay stands at. The address names its event, the subagent it is in, and whether it is open. */
export const useChosen = ({
  rows,
  open,
  toggle,
  show,
  address,
  writeSoon,
}: {
  readonly rows: readonly Row[]
  readonly open: ReadonlySet<string>
  readonly toggle: (key: string, on?: boolean) => void
  readonly show: (index: number, align: Align) => void
  readonly address: ReplaySearch
  readonly writeSoon: (next: Partial<ReplaySearch>) => void
}) => {
  const { event, within } = address
  const [key, setKey] = useState<string>()
  const named = useRef<string>(undefined)
  const current = useRef({ rows, open })
  current.current = { rows, open }
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.key, index])), [rows])
  const chosen = key === undefined ? -1 : (indexes.get(key) ?? -1)

  const choose: Choose = useCallback(
    (index, align, opening) => {
      const row = current.current.rows[index]
      if (row?.kind !== 'line') return
      setKey(row.key)
      if (opening !== undefined && folds(row.line)) toggle(row.key, opening)
      if (align) show(index, align)
      named.current = nameOf(row.line.id, row.depth > 0 ? row.session : undefined)
      writeSoon({
        event: row.line.id,
        within: row.depth > 0 ? row.session : undefined,
        open: folds(row.line) && (opening ?? current.current.open.has(row.key)) ? 'yes' : undefined,
      })
    },
    [show, toggle, writeSoon],
  )

  const opened = address.open === 'yes'
  const missing = useMemo(
    () => event !== undefined && event !== '' && indexOfEvent(rows, event, within) < 0,
    [rows, event, within],
  )
  useEffect(() => {
    if (event === undefined || nameOf(event, within) === named.current) return
    const index = indexOfEvent(rows, event, within)
    if (index < 0) return
    named.current = nameOf(event, within)
    setKey(rows[index]!.key)
    if (opened) toggle(rows[index]!.key, true)
    show(index, opened ? 'start' : 'center')
  }, [event, within, opened, rows, show, toggle])

  const indexOf = useCallback((wanted: string) => current.current.rows.findIndex((row) => row.key === wanted), [])
  const chooseByKey = useCallback((wanted: string) => choose(indexOf(wanted)), [choose, indexOf])
  /** Chooses a row, and opens it where it is folded, or folds it. */
  const switchByKey = useCallback(
    (wanted: string) => choose(indexOf(wanted), undefined, !current.current.open.has(wanted)),
    [choose, indexOf],
  )
  return { chosen, choose, chooseByKey, switchByKey, missing }
}

const nameOf = (event: string, within: string | undefined) => `${within ?? ''} ${event}`

const indexOfEvent = (rows: readonly Row[], event: string, within: string | undefined): number => {
  if (within === undefined)
    return rows.findIndex((row) => row.kind === 'line' && row.depth === 0 && row.line.id === event)
  return rows.findIndex((row) => row.kind === 'line' && row.session === within && row.line.id === event)
}
