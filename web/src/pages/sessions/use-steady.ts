import { useLayoutEffect, useRef } from 'react'

/** Where a line of a list begins, in pixels from the top of the page. */
export interface Place {
  readonly key: string
  readonly start: number
  readonly end: number
}

/** How far lines moved that stay: the middle of all, so that one which went elsewhere does not count. */
export const shiftOf = (before: readonly Place[], startNow: (key: string) => number | undefined): number => {
  const shifts = before
    .flatMap(({ key, start }) => {
      const now = startNow(key)
      return now === undefined ? [] : [now - start]
    })
    .toSorted((a, b) => a - b)
  return shifts[Math.floor(shifts.length / 2)] ?? 0
}

/**
 * Keeps what is in sight where it is when lines come or go above it: the page scrolls by as much. At the top of the page
 * nothing is kept, so that what is new is seen.
 */
export const useSteady = (
  list: unknown,
  places: () => readonly Place[],
  startNow: (key: string) => number | undefined,
): void => {
  const seen = useRef<readonly Place[]>([])
  const listed = useRef(list)
  useLayoutEffect(() => {
    if (listed.current !== list) {
      listed.current = list
      const inSight = seen.current.filter(({ end }) => end > window.scrollY)
      const shift = shiftOf(inSight, startNow)
      if (window.scrollY > 0 && inSight[0] && inSight[0].start < window.scrollY + 1 && shift !== 0)
        window.scrollBy({ top: shift, behavior: 'instant' })
    }
    seen.current = places()
  })
}
