import { type ReactNode, useEffect } from 'react'
import { classes } from './classes.ts'

export interface PageProps {
  /** In the browser's tab. */
  readonly title: string
  /** The headline where it is another text than the title. */
  readonly heading?: ReactNode
  /** Over the headline. */
  readonly eyebrow?: ReactNode
  /** Under the headline. */
  readonly by?: ReactNode
  /** Right of the headline: what can be done. */
  readonly actions?: ReactNode
  /** Beside the page where there is room, else below it. */
  readonly aside?: ReactNode
  /** Prose keeps a measure; tables and charts may take what there is. */
  readonly width?: 'text' | 'wide'
  readonly children: ReactNode
}

/** A page: sets the title of the document, and the headline. */
export const Page = ({ title, heading, eyebrow, by, actions, aside, width = 'text', children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · Maestro`
  }, [title])
  return (
    <div
      className={classes(
        'px-4 pt-4 pb-20 md:px-10 lg:pt-8',
        width === 'wide' ? 'max-w-[100rem]' : aside === undefined ? 'max-w-[60rem]' : 'max-w-[88rem]',
      )}
    >
      <header className="mb-6 flex lg:pr-40 flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          {eyebrow !== undefined && <p className="text-soft">{eyebrow}</p>}
          <h1
            tabIndex={-1}
            className="mt-1 font-serif text-[1.65rem] leading-[1.18] font-semibold tracking-[-0.012em] text-balance outline-none md:text-[2.2rem]"
          >
            {heading ?? title}
          </h1>
          {by !== undefined && <p className="mt-1 text-xs text-soft">{by}</p>}
        </div>
        {actions !== undefined && <div className="flex items-center gap-2">{actions}</div>}
      </header>
      {aside === undefined ? (
        children
      ) : (
        <div className="@min-[62rem]:grid @min-[62rem]:grid-cols-[minmax(0,54rem)_auto] @min-[62rem]:gap-12 @min-[82rem]:gap-20">
          <div className="min-w-0">{children}</div>
          <div className="self-start @min-[62rem]:sticky @min-[62rem]:top-6">{aside}</div>
        </div>
      )}
    </div>
  )
}
