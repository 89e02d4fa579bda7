import type { ReactNode } from 'react'
import { count } from '../../ui/format.ts'

/** So many of a list are shown. */
const most = 40

/** A part of the overview: a list under a heading. */
export const Part = <Item,>({
  title,
  none,
  items,
  children,
}: {
  readonly title: string
  /** Said where there is nothing. */
  readonly none?: string
  readonly items: readonly Item[]
  readonly children: (item: Item) => ReactNode
}) => (
  <section>
    <h2 className="mb-1 font-semibold">{items.length === 0 && none !== undefined ? none : title}</h2>
    <ul>
      {items.slice(0, most).map(children)}
      {items.length > most && <li className="text-soft">and {count(items.length - most)} more</li>}
    </ul>
  </section>
)

/** A line of it that leads to its place in the session. */
export const Go = ({ onGo, children }: { readonly onGo: () => void; readonly children: ReactNode }) => (
  <li>
    <button
      type="button"
      onClick={onGo}
      className="flex min-h-[24px] w-full gap-2 rounded py-0.5 text-left hover:bg-tint"
    >
      {children}
    </button>
  </li>
)
