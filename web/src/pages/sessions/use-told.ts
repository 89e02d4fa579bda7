import { useEffect, useRef, useState } from 'react'
import { withoutHalfDate } from './complete.ts'

const waitMs = 60

/** What is typed, which the address has at once, but not more often than this; what another sets there, such as "back", is shown. */
export const useTold = (
  value: string,
  onChange: (value: string) => void,
): { readonly text: string; readonly setText: (text: string) => void; readonly tellNow: () => void } => {
  const [text, setText] = useState(value)
  const told = useRef(value)
  const toldAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  const tell = (whole: string) => {
    if (whole === told.current) return
    told.current = whole
    toldAt.current = performance.now()
    onChange(whole)
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed is waited for
  useEffect(() => {
    if (text === told.current) return
    const now = () => tell(withoutHalfDate(text))
    const left = toldAt.current + waitMs - performance.now()
    if (left <= 0) {
      now()
      return
    }
    timer.current = setTimeout(now, left)
    return () => clearTimeout(timer.current)
  }, [text])
  const tellNow = () => {
    clearTimeout(timer.current)
    tell(text)
  }
  return { text, setText, tellNow }
}
