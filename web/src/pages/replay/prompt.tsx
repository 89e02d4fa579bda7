import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import { visible } from '../../ui/visible.ts'
import { useEntry } from './entry.ts'
import { LongText } from './long-text.tsx'
import type { Line } from './outline.ts'
import { cameAs } from './words.ts'

type Turn = Extract<Line, { kind: 'turn' }>

/** The outline holds so much of a prompt; the rest is asked for. */
const inOutline = 400

/** A prompt. */
export const Prompt = ({
  line,
  session,
  clock,
}: {
  readonly line: Turn
  readonly session: string
  readonly clock: ReactNode
}) => {
  const isCut = [...line.text].length >= inOutline
  const { data } = useEntry(session, 'turn', line.id, isCut)
  const origin = cameAs(line)
  return (
    <div
      className={classes(
        'mt-3 mb-1 rounded-md border px-3 py-2',
        line.human ? 'border-underline bg-panel' : 'border-line',
      )}
    >
      <p className="flex gap-2 text-xs text-soft">
        <span className="min-w-0 flex-1">
          <span className={classes('font-semibold', line.human && 'text-accent')}>
            {line.human ? 'Prompt' : 'Task'}
          </span>
          {origin !== undefined && ` · ${origin}`}
        </span>
        {clock}
      </p>
      <div className={classes('whitespace-pre-wrap wrap-anywhere', line.human && 'font-medium')}>
        {line.command !== null && <code className="mr-2 font-mono text-accent">{visible(line.command)}</code>}
        <LongText text={data?.text ?? line.text} most={6000} />
      </div>
    </div>
  )
}
