import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

const looks = {
  plain: 'border border-line bg-panel hover:bg-tint',
  quiet: 'text-soft hover:bg-tint hover:text-ink',
  main: 'border border-transparent bg-accent text-paper hover:opacity-90',
  grave: 'border border-now text-now hover:bg-removed-tint',
} as const

/** A button. `grave` is for what cannot be undone. */
export const Button = ({
  look = 'plain',
  className,
  ...props
}: ComponentProps<'button'> & { readonly look?: keyof typeof looks }) => (
  <button
    type="button"
    {...props}
    className={classes(
      'inline-flex items-center gap-1.5 rounded-md px-2.5 py-1 text-sm whitespace-nowrap disabled:cursor-default disabled:opacity-60',
      looks[look],
      className,
    )}
  />
)
