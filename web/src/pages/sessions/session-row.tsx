import { useInstallation } from '../../shell/use-page.ts'
import { classes } from '../../ui/classes.ts'
import { exactly, timeOfDay } from '../../ui/dates.ts'
import { count, dollars, duration, plural } from '../../ui/format.ts'
import { SessionLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Hits } from './hits.tsx'
import type { Found } from './use-found.ts'

/** A session of the list: what it was for, whose, where, how large; below it where it holds what was looked for. */
export const SessionRow = ({
  found: { session, hits, hitCount },
  index,
  chosen,
}: {
  readonly found: Found
  readonly index: number
  readonly chosen: boolean
}) => (
  <article
    data-index={index}
    data-chosen={chosen}
    className={classes('rounded-md border-l-2 px-3 py-2', chosen ? 'border-accent bg-tint' : 'border-transparent')}
  >
    <div className="flex items-baseline justify-between gap-4">
      <h3 className="min-w-0 font-medium">
        <SessionLink id={session.id}>
          {session.intent === null ? (
            <span className="font-normal text-soft">Nothing says what it was for</span>
          ) : (
            <Say text={session.intent} />
          )}
        </SessionLink>
      </h3>
      <Clock from={session.startedAt} until={session.endedAt} />
    </div>
    <p className="text-xs text-soft">
      <Dotted
        parts={[
          <Say key="person" text={session.person} />,
          session.repository !== null && <Say key="repository" text={session.repository} />,
          session.branch !== null && (
            <span key="branch" className="font-mono text-[0.82rem]">
              <Say text={session.branch} />
            </span>
          ),
          session.agent,
          session.activeMs > 0 && `${duration(session.activeMs)} active`,
          plural(session.prompts, 'prompt'),
          session.toolCalls > 0 && plural(session.toolCalls, 'tool call'),
          session.subagents > 0 && plural(session.subagents, 'subagent'),
          session.files > 0 && <Lines key="lines" {...session} />,
          session.knownCostUsd !== null && dollars(session.knownCostUsd, session.costUsd === null),
        ]}
      />
    </p>
    <Hits session={session.id} hits={hits} {...hitCount} />
  </article>
)

/** From when until when, in one day; the day stands over the list. */
const Clock = ({ from, until }: { readonly from: string; readonly until: string }) => {
  const { timezone } = useInstallation()
  const [began, ended] = [Date.parse(from), Date.parse(until)]
  return (
    <time
      dateTime={until}
      title={`${exactly(began, timezone)} to ${exactly(ended, timezone)}`}
      className="text-xs whitespace-nowrap text-soft"
    >
      {timeOfDay(ended, timezone)}
    </time>
  )
}

const Lines = ({
  files,
  added,
  removed,
}: {
  readonly files: number
  readonly added: number
  readonly removed: number
}) => (
  <span className="whitespace-nowrap">
    {plural(files, 'file')} <span className="text-added">+{count(added)}</span>{' '}
    <span className="text-removed">−{count(removed)}</span>
  </span>
)

/** What is there of some parts, with dots between. */
const Dotted = ({ parts }: { readonly parts: readonly (React.ReactNode | false)[] }) =>
  parts
    .filter((part) => part !== false)
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts keep their order
      <span key={index}>
        {index > 0 && <span aria-hidden="true"> · </span>}
        {part}
      </span>
    ))
