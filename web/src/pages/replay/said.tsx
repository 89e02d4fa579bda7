import type { ReactNode } from 'react'
import { Failed } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { useEntry } from './entry.ts'
import { Folded } from './folded.tsx'
import { LongText } from './long-text.tsx'
import { Markdown } from './markdown.tsx'
import type { Line } from './outline.ts'
import { withoutColours } from './terminal.ts'
import { formOf } from './words.ts'
import { unwrapNotice } from './wrapped.ts'

/** So much of a folded text is looked at for its first line. */
const firstCharacters = 300

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
  const { data, error, refetch } = useEntry(session, 'message', line.id)
  if (form === undefined)
    return (
      <div className="flex gap-2 py-1.5">
        <div className="min-w-0 flex-1">
          {data ? (
            <Markdown text={data.text} />
          ) : error ? (
            <Failed error={error} onAgain={() => void refetch()} />
          ) : (
            <div aria-busy="true" className="h-12" />
          )}
        </div>
        <div className="shrink-0">{clock}</div>
      </div>
    )
  const text = data?.text ?? ''
  const notice = line.form === 'notice' ? unwrapNotice(text) : undefined
  return (
    <>
      <Folded open={open} failed={false} onToggle={onToggle} clock={clock}>
        <span className="shrink-0 text-xs text-soft">{form}</span>
        {!open && (
          <span className="min-w-0 flex-1 truncate text-xs text-soft italic">
            {visibleLine((notice?.title ?? withoutColours(text)).slice(0, firstCharacters))}
          </span>
        )}
      </Folded>
      {open && error && <Failed error={error} onAgain={() => void refetch()} />}
      {open && data && (
        <div className="mb-2 ml-5">
          {line.form === 'command-output' ? (
            <pre className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">
              <LongText text={withoutColours(text)} most={20_000} />
            </pre>
          ) : (
            <Markdown text={notice ? `**${notice.title}**\n\n${notice.text}` : text} />
          )}
        </div>
      )}
      {open && data === undefined && !error && <div aria-busy="true" className="h-12" />}
    </>
  )
}
