import { useEffect, useRef, useState } from 'react'
import { withoutHalfDate } from './complete.ts'

const waitMs = 90

/** What is typed, which the address has as soon as somebody pauses; what another sets there, such as "back", is shown. */
export const useTold = (
  value: string,
  onChange: (value: string) => void,
): { readonly text: string; readonly setText: (text: string) => void; readonly tellNow: () => void } => {
  const [text, setText] = useState(value)
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  const tell = (whole: string) => {
    if (whole === told.current) return
    told.current = whole
    onChange(whole)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed is waited for
  useEffect(() => {
    const timer = setTimeout(() => tell(withoutHalfDate(text)), waitMs)
    return () => clearTimeout(timer)
  }, [text])
  return { text, setText, tellNow: () => tell(text) }
}
