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
  /**
   * What an item is called: what is chosen stays so where others come before it, and is chosen again where somebody comes
   * back to the address.
   */
  readonly idOf?: (index: number) => string
  /** Other keys of the list. */
  readonly also?: readonly KeyBinding[]
}

/** What was chosen last at an address, by the name of its list. */
const remembered = new Map<string, string>()
const mostRemembered = 100

const remember = (name: string, id: string): void => {
  const oldest = remembered.keys().next().value
  if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest)
  remembered.set(`${name} ${location.href}`, id)
}

/** The place of an item that was at `index`. */
const placeOf = (id: string, index: number, count: number, idOf: (index: number) => string): number => {
  if (index >= 0 && index < count && idOf(index) === id) return index
  for (let place = 0; place < count; place++) if (idOf(place) === id) return place
  return Math.min(index, count - 1)
}

/**
 * `j` and `k` (and arrows) move through a list, `Enter` opens, `Esc` leaves. Answers the index of the item that is
 * chosen, -1 where none is; show it with `aria-selected` or `data-chosen`, and give each item `data-index`. `mark` chooses
 * what is in sight already.
 */
export const useListKeys = ({ name, count, onOpen, onLeave, scrollTo, idOf, also = [] }: ListKeys) => {
  const [{ index: chosen, id }, setChosen] = useState<{ readonly index: number; readonly id?: string | undefined }>(
    () => ({ index: -1, id: idOf && remembered.get(`${name} ${location.href}`) }),
  )
  const at = idOf && id !== undefined ? placeOf(id, chosen, count, idOf) : Math.min(chosen, count - 1)
  const mark = (index: number): void => {
    const nextId = idOf?.(index)
    if (nextId !== undefined) remember(name, nextId)
    setChosen({ index, id: nextId })
  }
  const choose = (index: number): void => {
    if (count === 0) return
    const next = Math.max(0, Math.min(count - 1, index))
    mark(next)
    if (scrollTo) scrollTo(next)
    else document.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useEffect(() => {
    if (chosen >= count && count > 0) setChosen({ index: count - 1 })
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
  return { chosen: at, choose, mark }
}
