import { useEffect, useState } from 'react'
import type { KeyBinding } from './keys.ts'
import { useKeys } from './use-keys.ts'

export interface ListKeys {
  /** In the list of keys: "Sessions". */
  readonly name: string
  readonly count: number
  /** `Enter` on an item. */
  readonly onOpen?: (index: number) => void
  /** `Esc`, where nothing else wants it. */
  readonly onLeave?: () => void
  /** Brings an item into view; without it, the element with `data-index` does it itself. */
  readonly scrollTo?: (index: number) => void
  /** Other keys of the list. */
  readonly also?: readonly KeyBinding[]
}

/**
 * `j` and `k` (and arrows) move through a list, `Enter` opens, `Esc` leaves. Answers the index of the item that is
 * chosen, -1 where none is; show it with `aria-selected` or `data-chosen`, and give each item `data-index`.
 */
export const useListKeys = ({ name, count, onOpen, onLeave, scrollTo, also = [] }: ListKeys) => {
  const [chosen, setChosen] = useState(-1)
  const at = Math.min(chosen, count - 1)
  const choose = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index))
    if (count === 0) return
    setChosen(next)
    if (scrollTo) scrollTo(next)
    else document.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useEffect(() => {
    if (chosen >= count && count > 0) setChosen(count - 1)
  }, [chosen, count])
  useKeys(name, [
    { keys: 'j', does: 'Next', run: () => choose(at + 1) },
    { keys: 'k', does: 'Previous', run: () => choose(at < 0 ? count - 1 : at - 1) },
    { keys: 'ArrowDown', does: 'Next', run: () => choose(at + 1) },
    { keys: 'ArrowUp', does: 'Previous', run: () => choose(at < 0 ? count - 1 : at - 1) },
    ...(onOpen ? [{ keys: 'Enter', does: 'Open', run: () => at >= 0 && onOpen(at) }] : []),
    ...(onLeave ? [{ keys: 'Escape', does: 'Back', run: onLeave }] : []),
    ...also,
  ])
  return { chosen: at, choose }
}
