import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Lines, linesFrom, linesInWords } from './runs.ts'

/** The address follows what is chosen, but not each of many key presses. */
const settleMs = 200

/** The lines that are meant, as the address says them: what is chosen on the page goes there, once it is settled. */
export const useChosenLines = (address: string | undefined) => {
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<Lines | undefined>(() => linesFrom(address))
  const written = useRef(address)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (address === written.current) return
    written.current = address
    setChosen(linesFrom(address))
  }, [address])
  const choose = useCallback(
    (lines: Lines) => {
      setChosen(lines)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        written.current = linesInWords(lines)
        void navigate({
          to: '.',
          search: ((before: object) => ({ ...before, line: written.current })) as never,
          replace: true,
          resetScroll: false,
        })
      }, settleMs)
    },
    [navigate],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return { chosen, choose }
}
