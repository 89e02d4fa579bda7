import { type RefObject, useLayoutEffect, useState } from 'react'

/** Pixels of the page above an element: what fills the rest of the window begins there, whatever the shell says above it. */
export const useTop = (element: RefObject<HTMLElement | null>): number => {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const above = element.current?.parentElement
    if (!above) return
    const measure = () => setTop(Math.max(0, element.current!.getBoundingClientRect().top + window.scrollY))
    measure()
    const observer = new ResizeObserver(measure)
    for (const sibling of above.children) if (sibling !== element.current) observer.observe(sibling)
    window.addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', measure)
    }
  }, [element])
  return top
}
