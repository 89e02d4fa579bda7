import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'

/** Text as it was written, of any length: it scrolls within itself. */
export const Preformatted = ({
  label,
  wrap = true,
  children,
}: {
  /** Said of it where it is not seen. */
  readonly label: string
  readonly wrap?: boolean
  readonly children: ReactNode
}) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
  <pre
    role="group"
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    tabIndex={0}
    className={classes(
      'max-h-[24rem] overflow-auto rounded-md border border-line bg-panel p-2 font-mono text-xs',
      wrap && 'whitespace-pre-wrap wrap-anywhere',
    )}
  >
    {children}
  </pre>
)
