import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from './classes.ts'

/** A dialog over the page: holds the focus (first what has `data-autofocus`), `Esc` and a click beside it close it. */
export const Dialog = ({
  label,
  onClose,
  className,
  children,
}: {
  readonly label: string
  readonly onClose: () => void
  readonly className?: string
  readonly children: ReactNode
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={classes(
        'm-auto max-h-[80dvh] w-[min(40rem,calc(100vw-2rem))] overflow-hidden rounded-xl border border-line bg-panel p-0 text-ink shadow-xl',
        className,
      )}
    >
      {children}
    </dialog>
  )
}
