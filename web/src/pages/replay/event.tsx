import { visibleLine } from '../../ui/visible.ts'
import { useEntry } from './entry.ts'
import { LongText } from './long-text.tsx'
import { Markdown } from './markdown.tsx'
import type { Line } from './outline.ts'

/** A plan, a list of tasks, or what the API said. */
export const EventOpened = ({
  line,
  session,
}: {
  readonly line: Extract<Line, { kind: 'event' }>
  readonly session: string
}) => {
  const { data } = useEntry(session, 'event', line.id)
  const details = data?.details ?? line.details
  if (typeof details.plan === 'string')
    return (
      <div className="mb-2 ml-5 rounded-md border border-line bg-panel px-3 py-2">
        <Markdown text={details.plan} />
      </div>
    )
  if (Array.isArray(details.items))
    return (
      <ul className="mb-2 ml-5 space-y-0.5">
        {(details.items as { text?: unknown; status?: unknown }[]).map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tasks have no other name
          <li key={index}>
            {item?.status === 'completed' ? '☑' : '☐'} {visibleLine(String(item?.text ?? ''))}
            {item?.status === 'in_progress' && <span className="text-xs text-soft"> in progress</span>}
          </li>
        ))}
      </ul>
    )
  return (
    <pre className="mb-2 ml-5 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
      <LongText text={JSON.stringify(details, null, 2)} most={20_000} />
    </pre>
  )
}
