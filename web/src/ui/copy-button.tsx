import { useEffect, useState } from 'react'
import { classes } from './classes.ts'

const saidMs = 1_500

/** Puts a text into the clipboard, and says that it did. */
export const CopyButton = ({
  text,
  label = 'Copy',
  className,
}: {
  /** Made only when it is asked for, where it is a function. */
  readonly text: string | (() => string | Promise<string>)
  readonly label?: string
  readonly className?: string
}) => {
  const [said, setSaid] = useState<'Copied' | 'Not copied'>()
  useEffect(() => {
    if (said === undefined) return
    const timer = setTimeout(() => setSaid(undefined), saidMs)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text())
      setSaid('Copied')
    } catch {
      setSaid('Not copied')
    }
  }
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className={classes('min-h-[24px] rounded px-1.5 text-xs text-soft hover:bg-tint hover:text-ink', className)}
    >
      <span aria-live="polite">{said ?? label}</span>
    </button>
  )
}
