import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

/** A table of figures: its first column is text, the others stand right. Give it `caption` for readers of the screen. */
export const Table = ({
  caption,
  head,
  children,
}: {
  readonly caption: string
  readonly head: readonly ReactNode[]
  readonly children: ReactNode
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
  <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
    <table className="border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {head.map((cell, index) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
              key={index}
              scope="col"
              className={classes('pb-1 font-normal text-soft', index === 0 ? 'pr-6 text-left' : 'pl-6 text-right')}
            >
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
)

/** A row of it; the first cell names the row. */
export const Row = ({
  cells,
  ...props
}: { readonly cells: readonly ReactNode[] } & Omit<ComponentProps<'tr'>, 'children'>) => (
  <tr {...props}>
    {cells.map((cell, index) =>
      index === 0 ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
        <th key={index} scope="row" className="border-t border-line py-1 pr-6 text-left font-normal">
          {cell}
        </th>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
        <td key={index} className="border-t border-line py-1 pl-6 text-right whitespace-nowrap">
          {cell}
        </td>
      ),
    )}
  </tr>
)
