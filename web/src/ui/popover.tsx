import * as Radix from '@radix-ui/react-popover'
import type { ReactNode } from 'react'

/** A small panel that a button opens below itself. */
export const Popover = ({
  button,
  label,
  open,
  onOpenChange,
  children,
}: {
  /** One button, which gets what opens and describes the panel. */
  readonly button: ReactNode
  readonly label: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly children: ReactNode
}) => (
  <Radix.Root open={open} onOpenChange={onOpenChange}>
    <Radix.Trigger asChild>{button}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        aria-label={label}
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className="z-40 max-h-[70dvh] w-72 overflow-auto rounded-lg border border-line bg-panel p-2 text-sm text-ink shadow-lg"
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
