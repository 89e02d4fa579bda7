import { useState } from 'react'
import { Button } from './button.tsx'

const saidMs = 2_000

/** A command to be typed into a terminal, with a button that copies it. */
export const CommandLine = ({ command }: { readonly command: string }) => {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(command).catch(() => {})
    setCopied(true)
    setTimeout(() => setCopied(false), saidMs)
  }
  return (
    <span className="inline-flex max-w-full items-center gap-1 rounded-md border border-line bg-panel py-0.5 pr-0.5 pl-2">
      <code className="min-w-0 font-mono text-xs wrap-anywhere">{command}</code>
      <Button look="quiet" className="px-1.5 py-0 text-xs" aria-label={`Copy ${command}`} onClick={() => void copy()}>
        <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
      </Button>
    </span>
  )
}
