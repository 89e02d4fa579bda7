import { type ReactNode, useId } from 'react'

/** A part of a page under its heading. */
export const Section = ({
  title,
  anchor,
  aside,
  children,
}: {
  readonly title: ReactNode
  /** By which an address leads to it. */
  readonly anchor?: string
  /** Right of the heading. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}) => {
  const id = useId()
  return (
    <section id={anchor} aria-labelledby={id} className="mb-7 scroll-mt-4 border-t border-line pt-3">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id={id} className="min-w-0 text-[1.1rem] font-semibold wrap-anywhere">
          {title}
        </h2>
        {aside !== undefined && <div className="text-xs text-soft">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
