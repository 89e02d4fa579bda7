import type { Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import type { Row } from './rows.ts'
import type { Align } from './use-chosen.ts'

/** For so long after a jump texts may still arrive and move what was jumped to. */
const settlingMs = 3_000

/**
 * Scrolls to a row, and keeps it in sight while texts above it arrive, until somebody scrolls. What comes or goes above
 * the first row in sight (a subagent that opens, tool calls that are left out) does not move that row. Give `handlers` to
 * what scrolls.
 */
export const useAnchor = (virtualizer: Virtualizer<HTMLDivElement, Element>, rows: readonly Row[]) => {
  const anchor = useRef<{ readonly key: string; readonly align: Align; readonly until: number }>(undefined)
  const current = useRef(rows)
  current.current = rows
  const show = useCallback(
    (index: number, align: Align) => {
      const key = current.current[index]?.key
      if (key === undefined) return
      anchor.current = { key, align, until: performance.now() + settlingMs }
      virtualizer.scrollToIndex(index, { align })
    },
    [virtualizer],
  )

  const seen = useRef<{ readonly keys: readonly string[]; readonly starts: ReadonlyMap<string, number> }>(undefined)
  const shownRows = useRef(rows)
  const size = virtualizer.getTotalSize()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something has another height or place
  useLayoutEffect(() => {
    const isNew = shownRows.current !== rows
    shownRows.current = rows
    const at = anchor.current
    if (at && performance.now() < at.until) {
      const index = rows.findIndex(({ key }) => key === at.key)
      if (index >= 0) virtualizer.scrollToIndex(index, { align: at.align })
      return
    }
    if (!isNew || !seen.current) return
    const { keys, starts } = seen.current
    const indexes = new Map(rows.map(({ key }, index) => [key, index]))
    const kept = keys.find((key) => indexes.has(key))
    if (kept === undefined) return
    const moved = (virtualizer.measurementsCache[indexes.get(kept)!]?.start ?? 0) - starts.get(kept)!
    if (moved !== 0) virtualizer.scrollToOffset((virtualizer.scrollOffset ?? 0) + moved)
  }, [size, rows, virtualizer])

  useLayoutEffect(() => {
    const top = virtualizer.scrollOffset ?? 0
    const inSight = virtualizer.getVirtualItems().filter(({ end }) => end > top)
    seen.current = {
      keys: inSight.map(({ key }) => String(key)),
      starts: new Map(inSight.map(({ key, start }) => [String(key), start])),
    }
  })

  const release = useCallback(() => {
    anchor.current = undefined
  }, [])
  const handlers = useMemo(() => ({ onWheel: release, onTouchMove: release, onPointerDown: release }), [release])
  return { show, release, handlers }
}
