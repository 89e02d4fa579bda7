import { useInstallation } from '../../shell/use-page.ts'
import { agentName } from '../../ui/agents.ts'
import { classes } from '../../ui/classes.ts'
import { dayName, dayOf, exactly, timeOfDay } from '../../ui/dates.ts'
import { count, dollars, duration, plural } from '../../ui/format.ts'
import { landedInWords, landedShort } from '../../ui/landed.ts'
import { SessionLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Hits } from './hits.tsx'
import { isByTime, type SortName, sorts } from './sorts.ts'
import type { Found } from './use-found.ts'

type Session = Found['session']

/** A session that did something so lately is said to be running. */
const runningMs = 5 * 60_000

/** A session of the list: what it was for, whose, where, how large; below it where it holds what was looked for. */
export const SessionRow = ({
  found,
  index,
  sort,
  q,
  chosen,
  onChoose,
}: {
  readonly found: Found
  readonly index: number
  readonly sort: SortName
  readonly q: string | undefined
  readonly chosen: boolean
  readonly onChoose: (index: number) => void
}) => {
  const { session } = found
  // Below the heading of a day, where there are days.
  const Heading = isByTime(sort) ? 'h3' : 'h2'
  return (
    <article
      data-index={index}
      data-chosen={chosen}
      onPointerDownCapture={() => onChoose(index)}
      className={classes('rounded-md border-l-2 px-3 py-2', chosen ? 'border-accent bg-tint' : 'border-transparent')}
    >
      <div className="flex items-baseline justify-between gap-4">
        <Heading className="min-w-0 font-medium">
          <SessionLink id={session.id}>
            {session.intent === null ? (
              <span className="font-normal text-soft">Nothing says what it was for</span>
            ) : (
              <Say text={session.intent} />
            )}
          </SessionLink>
        </Heading>
        <Clock session={session} sort={sort} />
      </div>
      <p className="text-xs text-soft">
        <Dotted parts={factsOf(session, q)} />
      </p>
      <Hits found={found} />
    </article>
  )
}

const factsOf = (session: Session, q: string | undefined): readonly (React.ReactNode | false)[] => [
  <Say key="person" text={session.person} />,
  session.repository !== null && <Say key="repository" text={session.repository} />,
  session.branch !== null && <Code key="branch" text={session.branch} />,
  q !== undefined && /(^|\s)dir:/i.test(q) && session.workingDirectory !== null && (
    <Code key="directory" text={session.workingDirectory} />
  ),
  agentName(session.agent),
  session.activeMs > 0 && `${duration(session.activeMs)} active`,
  plural(session.prompts, 'prompt'),
  session.toolCalls > 0 &&
    plural(session.toolCalls, 'tool call') + (session.toolErrors > 0 ? ` (${count(session.toolErrors)} failed)` : ''),
  session.interruptions > 0 && plural(session.interruptions, 'interruption'),
  session.subagents > 0 && plural(session.subagents, 'subagent'),
  session.files > 0 && <Lines key="lines" {...session} />,
  landedShort(session.lines) !== undefined && session.files > 0 && <LandedShare key="landed" lines={session.lines} />,
  session.knownCostUsd !== null && dollars(session.knownCostUsd, session.costUsd === null),
]

/** From when until when, in one day; the day stands over the list, or here where the list is in no order of time. */
const Clock = ({ session, sort }: { readonly session: Session; readonly sort: SortName }) => {
  const { timezone } = useInstallation()
  const [began, ended] = [Date.parse(session.startedAt), Date.parse(session.endedAt)]
  const [from, until] = [timeOfDay(began, timezone), timeOfDay(ended, timezone)]
  const isOfOneDay = dayOf(began, timezone) === dayOf(ended, timezone)
  const told = sorts[sort].told?.(session)
  return (
    <span className="flex shrink-0 flex-wrap justify-end gap-x-3 text-xs whitespace-nowrap text-soft">
      {told !== undefined && <b className="font-semibold text-ink">{told}</b>}
      {Date.now() - ended < runningMs && <span className="font-medium text-accent">running</span>}
      <time dateTime={session.endedAt} title={`${exactly(began, timezone)} to ${exactly(ended, timezone)}`}>
        {!isByTime(sort) && isOfOneDay && `${dayName(ended, timezone)}, `}
        <span className="hidden sm:inline">
          {!isOfOneDay && sort !== 'oldest' && `${dayName(began, timezone)}, `}
          {from} –{' '}
        </span>
        {!isOfOneDay && sort !== 'latest' && `${dayName(ended, timezone)}, `}
        {until}
      </time>
    </span>
  )
}

const Code = ({ text }: { readonly text: string }) => (
  <span className="font-mono text-[0.82rem]">
    <Say text={text} />
  </span>
)

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

const LandedShare = ({ lines }: Pick<Session, 'lines'>) => (
  <span title={landedInWords(lines)}>{landedShort(lines)}</span>
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
