import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'

/** A line that opens. */
export const Folded = ({
  open,
  failed,
  onToggle,
  clock,
  children,
}: {
  readonly open: boolean
  readonly failed: boolean
  readonly onToggle: () => void
  readonly clock: ReactNode
  readonly children: ReactNode
}) => (
  <div className="flex h-[28px] items-center gap-2">
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className={classes('flex min-h-[24px] min-w-0 flex-1 items-center gap-2 text-left text-sm', failed && 'text-now')}
    >
      <span aria-hidden="true" className="w-3 shrink-0 text-xs text-soft">
        {open ? '▾' : '▸'}
      </span>
      {children}
    </button>
    {clock}
  </div>
)
