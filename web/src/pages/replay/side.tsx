import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import { Segmented } from '../../ui/segmented.tsx'

export type SideName = 'prompts' | 'overview'

/** Beside the replay, or over it where the screen is narrow: its prompts, or what came of it. */
export const Side = ({
  name,
  over,
  onName,
  onClose,
  children,
}: {
  readonly name: SideName
  /** Whether it was asked for: on a narrow screen it shows only then. */
  readonly over: boolean
  readonly onName: (name: SideName) => void
  readonly onClose: () => void
  readonly children: ReactNode
}) => (
  <div
    className={classes(
      'w-64 shrink-0 flex-col border-r border-line xl:flex',
      over
        ? 'absolute inset-y-0 left-0 z-20 flex w-72 max-w-[85%] bg-paper shadow-lg xl:static xl:w-64 xl:shadow-none'
        : 'hidden',
    )}
  >
    <div className="flex items-center justify-between border-b border-line px-2 py-1">
      <Segmented
        label="Beside the session"
        value={name}
        options={[
          { value: 'prompts', label: 'Prompts' },
          { value: 'overview', label: 'Overview' },
        ]}
        onChange={onName}
      />
      <button type="button" onClick={onClose} className="min-h-[24px] px-1 text-xs text-soft xl:hidden">
        Close
      </button>
    </div>
    <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
  </div>
)
