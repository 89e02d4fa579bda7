import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { completed, writtenAt } from './complete.ts'
import { CompletionList } from './completion-list.tsx'
import { filters } from './filters.ts'
import { type Completion, useCompletions } from './use-completions.ts'
import { useTold } from './use-told.ts'

/** What is looked for: words, phrases, and filters whose values are completed from what is on record. */
export const SearchBox = ({
  field,
  value,
  onChange,
  onLeave,
  beside,
}: {
  readonly field: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  /** `Enter` or an arrow leads into the list. */
  readonly onLeave: () => void
  /** Right of the field. */
  readonly beside: ReactNode
}) => {
  const list = useId()
  const { text, setText, tellNow } = useTold(value, onChange)
  /** Undefined where nothing is offered: the field has no focus, or it was closed with `Esc`. */
  const [caret, setCaret] = useState<number>()
  const [chosen, setChosen] = useState(-1)
  const written = caret === undefined ? undefined : writtenAt(text, caret)
  const completions = useCompletions(written)
  const isOffered = completions.length > 0

  const wantedCaret = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (wantedCaret.current === undefined) return
    field.current?.setSelectionRange(wantedCaret.current, wantedCaret.current)
    wantedCaret.current = undefined
  })
  const write = (query: string, at: number) => {
    setText(query)
    setCaret(at)
    setChosen(-1)
    wantedCaret.current = at
    field.current?.focus()
  }
  const take = ({ value: taken }: Completion) => {
    const { query, caret: at } = completed(text, written!, taken)
    write(query, at)
  }
  const append = (filter: string) => {
    const query = `${text.trimEnd()}${text.trim() === '' ? '' : ' '}${filter}:`
    write(query, query.length)
  }
  const leave = (field: HTMLInputElement, into: boolean) => {
    tellNow()
    field.blur()
    if (into) onLeave()
  }

  const onKey = (event: React.KeyboardEvent<HTMLInputElement>): boolean => {
    const { key, currentTarget } = event
    if (isOffered && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const step = key === 'ArrowDown' ? 1 : -1
      setChosen(((chosen + 1 + step + completions.length + 1) % (completions.length + 1)) - 1)
    } else if (isOffered && key === 'Tab' && !event.shiftKey) take(completions[Math.max(0, chosen)]!)
    else if (isOffered && key === 'Enter' && chosen >= 0) take(completions[chosen]!)
    else if (key === 'Escape' && isOffered) setCaret(undefined)
    else if (key === 'Escape' && text !== '') write('', 0)
    else if (key === 'Escape') leave(currentTarget, false)
    else if (key === 'Enter' || key === 'ArrowDown') leave(currentTarget, true)
    else return false
    return true
  }

  return (
    <search className="mb-3 block">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="relative min-w-0 flex-[1_1_20rem] md:max-w-[46rem]">
          <label className="relative block">
            <span className="sr-only">Search prompts, answers, commands, paths and titles</span>
            <input
              ref={field}
              type="search"
              role="combobox"
              aria-autocomplete="list"
              aria-expanded={isOffered}
              aria-controls={isOffered ? list : undefined}
              aria-activedescendant={isOffered && chosen >= 0 ? `${list}-${chosen}` : undefined}
              value={text}
              placeholder="Search prompts, answers, commands, paths"
              autoComplete="off"
              spellCheck={false}
              maxLength={1000}
              onChange={(event) => {
                setText(event.target.value)
                setCaret(event.target.selectionStart ?? undefined)
                setChosen(-1)
              }}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? undefined)}
              onBlur={() => setCaret(undefined)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing || !onKey(event)) return
                event.preventDefault()
                event.stopPropagation()
              }}
              className="w-full rounded-lg border border-line bg-panel py-2 pr-12 pl-3 text-base placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
            />
            <span
              className="pointer-events-none absolute inset-y-0 right-3 hidden items-center md:flex"
              aria-hidden="true"
            >
              <Kbd keys={text === '' ? '/' : 'Escape'} />
            </span>
          </label>
          {isOffered && (
            <CompletionList
              id={list}
              completions={completions}
              isName={written?.filter === undefined}
              chosen={chosen}
              onTake={take}
            />
          )}
        </div>
        {beside}
      </div>
      <p
        className={classes(
          'mt-1.5 flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-xs text-soft',
          // What is offered lies over them.
          isOffered && 'invisible',
        )}
      >
        <span>Words, "phrases", -without, and</span>
        {filters.map(({ name, about }) => (
          <button
            key={name}
            type="button"
            title={`Sessions ${about}`}
            onClick={() => append(name)}
            className="min-h-6 font-mono text-[0.82rem] hover:text-accent"
          >
            {name}:
          </button>
        ))}
      </p>
    </search>
  )
}
