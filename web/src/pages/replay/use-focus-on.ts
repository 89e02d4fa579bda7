import { type RefObject, useCallback, useEffect, useRef } from 'react'

/**
 * Moves the keyboard's focus along with the row that is chosen by key, so that `Enter` and readers of the screen are where
 * the eye is. Answers what announces that the next choice is one.
 */
export const useFocusOn = (scroller: RefObject<HTMLElement | null>, key: string | undefined): (() => void) => {
  const wanted = useRef(false)
  useEffect(() => {
    if (!wanted.current || key === undefined) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
    if (!row) return
    wanted.current = false
    row.focus({ preventScroll: true })
  })
  return useCallback(() => {
    wanted.current = true
  }, [])
}
