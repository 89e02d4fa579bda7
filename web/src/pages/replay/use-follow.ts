import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

const endPixels = 40

/**
 * Who looks at the end sees what is added; whoever looks elsewhere is told how much was. `length` counts what may be
 * added to. Give `onScroll` to what scrolls.
 */
export const useFollow = (
  scroller: RefObject<HTMLElement | null>,
  { length, whole, follow }: { readonly length: number; readonly whole: boolean; readonly follow: () => void },
) => {
  const isAtEnd = useRef(false)
  const [seen, setSeen] = useState<number>()
  const latest = useRef(length)
  latest.current = length
  useEffect(() => {
    if (!whole) return
    if (seen === undefined) setSeen(length)
    else if (length > seen && isAtEnd.current) {
      setSeen(length)
      follow()
    }
  })
  const onScroll = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const { scrollHeight, scrollTop, clientHeight } = element
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < endPixels
    if (isAtEnd.current) setSeen((before) => (before === undefined ? before : latest.current))
  }, [scroller])
  return { onScroll, fresh: seen === undefined ? 0 : Math.max(0, length - seen) }
}
