import type { Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import type { Align } from './use-chosen.ts'

/** For so long after a jump texts may still arrive and move what was jumped to. */
const settlingMs = 3_000

/**
 * Scrolls to a row, and keeps it in sight while texts above it arrive, until somebody scrolls. Give `handlers` to what
 * scrolls.
 */
export const useAnchor = (virtualizer: Virtualizer<HTMLDivElement, Element>) => {
  const anchor = useRef<{ readonly index: number; readonly align: Align; readonly until: number }>(undefined)
  const show = useCallback(
    (index: number, align: Align) => {
      anchor.current = { index, align, until: performance.now() + settlingMs }
      virtualizer.scrollToIndex(index, { align })
    },
    [virtualizer],
  )
  const size = virtualizer.getTotalSize()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something has another height
  useLayoutEffect(() => {
    const at = anchor.current
    if (at && performance.now() < at.until) virtualizer.scrollToIndex(at.index, { align: at.align })
  }, [size, virtualizer])
  const handlers = useMemo(() => {
    const release = (): void => {
      anchor.current = undefined
    }
    return { onWheel: release, onTouchMove: release, onPointerDown: release }
  }, [])
  return { show, handlers }
}
