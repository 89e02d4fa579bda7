import { type RefObject, useEffect, useRef, useState } from 'react'
import { Kbd } from '../../ui/kbd.tsx'

const waitMs = 90

const filters = ['repo:', 'person:', 'agent:', 'tool:', 'file:', 'branch:', 'after:', 'before:'] as const

/** What is looked for, as it is typed; the address has it as soon as somebody pauses. */
export const SearchBox = ({
  field,
  value,
  onChange,
  onLeave,
}: {
  readonly field: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly onChange: (value: string) => void
  /** `Enter` or an arrow leads into the list. */
  readonly onLeave: () => void
}) => {
  const [text, setText] = useState(value)
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text === told.current) return
    const tell = () => {
      told.current = text
      onChange(text)
    }
    const timer = setTimeout(tell, waitMs)
    return () => clearTimeout(timer)
  }, [text, onChange])
  const append = (filter: string) => {
    setText((before) => `${before.trimEnd()}${before.trim() === '' ? '' : ' '}${filter}`)
    field.current?.focus()
  }
  return (
    <search className="mb-4 block">
      <label className="relative block max-w-[46rem]">
        <span className="sr-only">Search prompts, answers, commands, paths and titles</span>
        <input
          ref={field}
          type="search"
          value={text}
          placeholder="Search prompts, answers, commands, paths"
          autoComplete="off"
          spellCheck={false}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text !== '') setText('')
            else if (['Escape', 'Enter', 'ArrowDown'].includes(event.key)) {
              event.currentTarget.blur()
              if (event.key !== 'Escape') onLeave()
            } else return
            event.preventDefault()
            event.stopPropagation()
          }}
          className="w-full rounded-lg border border-line bg-panel py-2 pr-12 pl-3 text-base placeholder:text-soft [&::-webkit-search-cancel-button]:hidden"
        />
        <span className="pointer-events-none absolute inset-y-0 right-3 hidden items-center md:flex" aria-hidden="true">
          <Kbd keys={text === '' ? '/' : 'Escape'} />
        </span>
      </label>
      <p className="mt-1.5 flex max-w-[46rem] flex-wrap items-baseline gap-x-3 gap-y-0.5 text-xs text-soft">
        <span>Words, "phrases", -without, and</span>
        {filters.map((filter) => (
          <button
            key={filter}
            type="button"
            onClick={() => append(filter)}
            className="min-h-6 font-mono text-[0.82rem] hover:text-accent"
          >
            {filter}
          </button>
        ))}
      </p>
    </search>
  )
}
