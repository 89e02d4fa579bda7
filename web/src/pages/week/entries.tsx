import { type ReactNode, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { plural } from '../../ui/format.ts'

/** A line of a list that can be opened: how it is found by the keys, and what it shows. */
export interface Entry {
  readonly id: string
  readonly what: ReactNode
  readonly meta: ReactNode
  readonly open: () => void
}

const listed = 8

/** How many of a list are shown before somebody asks for all. */
export const shownOf = <Item,>(items: readonly Item[], all: boolean): readonly Item[] =>
  all ? items : items.slice(0, listed)

/** Which lists are shown whole; it stays while what is shown is asked for again. */
export const useWhole = () => {
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set())
  return {
    whole,
    toggle: (name: string) =>
      setWhole((before) => {
        const next = new Set(before)
        if (!next.delete(name)) next.add(name)
        return next
      }),
  }
}

/** A list of lines under its heading: a few, and the rest on demand. */
export const Entries = ({
  title,
  one,
  entries,
  total,
  whole,
  onToggle,
  chosen,
  first,
}: {
  readonly title: string
  /** Of what it is a list: `session`. */
  readonly one: string
  readonly entries: readonly Entry[]
  readonly total: number
  readonly whole: boolean
  readonly onToggle: () => void
  /** The index on the page that the keys have chosen. */
  readonly chosen: number
  /** The index on the page of the first line. */
  readonly first: number
}) => (
  <div className="mt-3">
    <h3 className="eyebrow mb-1">{title}</h3>
    <ul>
      {entries.map((entry, index) => (
        <li
          key={entry.id}
          data-index={first + index}
          className={classes(
            '-mx-2 grid gap-x-5 rounded-md px-2 py-1 sm:grid-cols-[minmax(0,1fr)_auto]',
            chosen === first + index && 'bg-tint',
          )}
        >
          <span className="min-w-0 wrap-anywhere">{entry.what}</span>
          <span className="text-xs leading-[1.75] text-soft sm:text-right">{entry.meta}</span>
        </li>
      ))}
    </ul>
    {total > listed && (
      <button type="button" aria-expanded={whole} onClick={onToggle} className="py-1 text-accent">
        {whole ? `Only the latest ${listed}` : plural(total - listed, `more ${one}`)}
      </button>
    )}
  </div>
)
