import { useEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { count, plural } from '../../ui/format.ts'

/** Words to be found in the session, and the way from one place to the next. */
export const Find = ({
  words,
  matches,
  chosen,
  searching,
  more,
  onWords,
  onStep,
  onClose,
}: {
  readonly words: string
  /** Indexes of rows. */
  readonly matches: readonly number[]
  readonly chosen: number
  /** Whether texts are still being looked through. */
  readonly searching: boolean
  /** Whether there are more places than are told. */
  readonly more: boolean
  readonly onWords: (words: string) => void
  readonly onStep: (step: 1 | -1) => void
  readonly onClose: () => void
}) => {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // Words that came with the address are not typed: keys move through the session then.
    if (field.current?.value === '') field.current.focus()
  }, [])
  const place = matches.indexOf(chosen)
  return (
    <search className="flex shrink-0 items-center gap-1 border-b border-line bg-panel px-3 py-1.5">
      <input
        ref={field}
        type="text"
        value={words}
        aria-label="Find in this session"
        placeholder="Find in this session and its subagents"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') onClose()
          else return
          event.preventDefault()
        }}
        className="min-w-0 flex-1 rounded border border-line bg-paper px-2 py-1 placeholder:text-soft"
      />
      <span role="status" className="text-xs whitespace-nowrap text-soft">
        {words.trim() !== '' &&
          (searching
            ? 'Looking …'
            : `${place >= 0 ? `${count(place + 1)} of ${count(matches.length)}` : plural(matches.length, 'place')}${more ? ' or more' : ''}`)}
      </span>
      <Button look="quiet" onClick={() => onStep(-1)} aria-label="Previous place">
        ↑
      </Button>
      <Button look="quiet" onClick={() => onStep(1)} aria-label="Next place">
        ↓
      </Button>
      <Button look="quiet" onClick={onClose} aria-label="Close">
        ×
      </Button>
    </search>
  )
}
