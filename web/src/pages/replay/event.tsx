import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import { PullRequestLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { visible } from '../../ui/visible.ts'
import { useEntry } from './entry.ts'
import { LongText } from './long-text.tsx'
import { Markdown } from './markdown.tsx'
import type { Line } from './outline.ts'
import { isFailure } from './rows.ts'
import { Tasks } from './tasks.tsx'
import { told } from './words.ts'

type Event = Extract<Line, { kind: 'event' }>

/** The outline holds so much of a hint; the rest is asked for. */
const inOutline = 400

/** An event that is told in a line, and what a person said to it. */
export const EventLine = ({
  line,
  session,
  clock,
}: {
  readonly line: Event
  readonly session: string
  readonly clock: ReactNode
}) => {
  const hint = line.type === 'rejection' && typeof line.details.hint === 'string' ? line.details.hint : undefined
  return (
    <>
      <p className={classes('flex h-[28px] items-center gap-2 text-xs', isFailure(line) ? 'text-now' : 'text-soft')}>
        <span className="min-w-0 flex-1 truncate">
          {line.type === 'pr-link' && typeof line.details.repository === 'string' ? (
            <PullRequestLink repository={line.details.repository} number={Number(line.details.number)}>
              <Say text={told(line)} />
            </PullRequestLink>
          ) : (
            <Say text={told(line)} />
          )}
        </span>
        {clock}
      </p>
      {hint !== undefined && <Hint line={line} session={session} hint={hint} />}
    </>
  )
}

const Hint = ({ line, session, hint }: { readonly line: Event; readonly session: string; readonly hint: string }) => {
  const { data } = useEntry(session, 'event', line.id, hint.length >= inOutline)
  const whole = data && typeof data.details.hint === 'string' ? data.details.hint : hint
  return (
    <blockquote className="mb-2 border-l-2 border-now pl-3 font-medium whitespace-pre-wrap wrap-anywhere">
      <LongText text={whole} most={6000} />
    </blockquote>
  )
}

/** A plan, a list of tasks, or what the API said. */
export const EventOpened = ({ line, session }: { readonly line: Event; readonly session: string }) => {
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
      <div className="mb-2 ml-5">
        <Tasks items={details.items} />
      </div>
    )
  if (typeof details.message === 'string')
    return <p className="mb-2 ml-5 whitespace-pre-wrap wrap-anywhere">{visible(details.message.slice(0, 20_000))}</p>
  return (
    <pre className="mb-2 ml-5 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
      <LongText text={JSON.stringify(details, null, 2)} most={20_000} />
    </pre>
  )
}
