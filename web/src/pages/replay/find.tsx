import { useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { count, plural } from '../../ui/format.ts'

/** Words to be found in the session, and the way from one place to the next. */
export const Find = ({
  words,
  matches,
  chosen,
  searching,
  onWords,
  onGo,
  onClose,
}: {
  readonly words: string
  /** Indexes of rows. */
  readonly matches: readonly number[]
  readonly chosen: number
  /** Whether long texts are still being looked through. */
  readonly searching: boolean
  readonly onWords: (words: string) => void
  readonly onGo: (index: number) => void
  readonly onClose: () => void
}) => {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const go = (step: 1 | -1): void => {
    const next =
      step > 0
        ? (matches.find((at) => at > chosen) ?? matches[0])
        : (matches.findLast((at) => at < chosen) ?? matches.at(-1))
    if (next !== undefined) onGo(next)
  }
  const place = matches.indexOf(chosen)
  return (
    <search className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-3 py-1.5">
      <input
        ref={field}
        type="text"
        value={words}
        aria-label="Find in this session"
        placeholder="Find in this session"
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') onClose()
          else return
          event.preventDefault()
        }}
        className="min-w-0 flex-1 rounded border border-line bg-paper px-2 py-1"
      />
      <span role="status" className="text-xs text-soft">
        {words.trim() !== '' &&
          (place >= 0 ? `${count(place + 1)} of ${count(matches.length)}` : plural(matches.length, 'place'))}
        {searching && ', still looking …'}
      </span>
      <Button look="quiet" onClick={() => go(-1)} aria-label="Previous place">
        ↑
      </Button>
      <Button look="quiet" onClick={() => go(1)} aria-label="Next place">
        ↓
      </Button>
      <Button look="quiet" onClick={onClose}>
        Close
      </Button>
    </search>
  )
}
