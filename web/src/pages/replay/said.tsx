import type { ReactNode } from 'react'
import { Failed } from '../../ui/states.tsx'
import { useEntry } from './entry.ts'
import { Markdown } from './markdown.tsx'
import type { Line } from './outline.ts'
import { formOf } from './words.ts'

/** Something that the agent, or the program around it, said. */
export const Said = ({
  line,
  session,
  open,
  onToggle,
  clock,
}: {
  readonly line: Extract<Line, { kind: 'message' }>
  readonly session: string
  readonly open: boolean
  readonly onToggle: () => void
  readonly clock: ReactNode
}) => {
  const form = formOf(line.form)
  const shown = form === undefined || open
  const { data, error, refetch } = useEntry(session, 'message', line.id, shown)
  return (
    <div className="py-1.5">
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          {form !== undefined && (
            <button type="button" aria-expanded={open} onClick={onToggle} className="text-xs text-soft">
              <span aria-hidden="true">{open ? '▾' : '▸'} </span>
              {form}
            </button>
          )}
          {shown && data && <Markdown text={data.text} />}
          {shown && error && <Failed error={error} onAgain={() => void refetch()} />}
          {shown && data === undefined && !error && <div aria-busy="true" className="h-12" />}
        </div>
        <div className="shrink-0">{clock}</div>
      </div>
    </div>
  )
}
