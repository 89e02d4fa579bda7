import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReplaySearch } from './route.ts'
import { type Row, seenOf } from './rows.ts'
import type { Choose } from './use-chosen.ts'
import type { useFind } from './use-find.ts'

/** Finding in a session: the words, which the address has, and the way from place to place. */
export const useFindSteps = ({
  address,
  write,
  rows,
  chosen,
  choose,
  openSubagent,
  search,
}: {
  readonly address: ReplaySearch
  readonly write: (next: Partial<ReplaySearch>) => void
  readonly rows: readonly Row[]
  readonly chosen: number
  readonly choose: Choose
  readonly openSubagent: (id: string) => void
  readonly search: ReturnType<typeof useFind>
}) => {
  const words = address.find ?? ''
  const [begun, setBegun] = useState(false)
  /** The row whose words are to be scrolled to once they are in the page. */
  const reveal = useRef<string>(undefined)
  const { matches, found } = search
  /** The subagent that was opened because something stands in it: the way goes on into it. */
  const onward = useRef<string>(undefined)
  const step = (by: 1 | -1): void => {
    const next =
      by > 0
        ? (matches.find((at) => at > chosen) ?? matches[0])
        : (matches.findLast((at) => at < chosen) ?? matches.at(-1))
    const row = next === undefined ? undefined : rows[next]
    if (next === undefined || row?.kind !== 'line') return
    const { line } = row
    const isSeen = seenOf(line).toLowerCase().includes(words.trim().toLowerCase())
    const isItself = found.has(`${line.kind} ${line.id}`)
    const subagent = line.kind === 'toolCall' ? line.subagent : null
    reveal.current = row.key
    choose(next, isSeen ? 'center' : 'start', isSeen || !isItself ? undefined : true)
    if (subagent === null) return
    openSubagent(subagent)
    onward.current = isItself ? undefined : subagent
  }
  const inner = matches.find((at) => {
    const row = rows[at]
    return row?.kind === 'line' && row.session === onward.current
  })
  useEffect(() => {
    if (inner === undefined || onward.current === undefined) return
    onward.current = undefined
    reveal.current = rows[inner]?.key
    choose(inner, 'start', true)
  }, [inner, rows, choose])
  return {
    ...search,
    words,
    isOpen: begun || words !== '',
    begin: useCallback(() => setBegun(true), []),
    end: useCallback(() => {
      setBegun(false)
      write({ find: undefined })
    }, [write]),
    onWords: useCallback((next: string) => write({ find: next === '' ? undefined : next }), [write]),
    onStep: step,
    step,
    onClose: useCallback(() => {
      setBegun(false)
      write({ find: undefined })
    }, [write]),
    reveal,
  }
}
