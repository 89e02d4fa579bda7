import { memo, type ReactNode } from 'react'
import { useInstallation } from '../../shell/use-page.ts'
import { classes } from '../../ui/classes.ts'
import { exactly, timeOfDay } from '../../ui/dates.ts'
import { duration } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { CallLine, CallOpened } from './call.tsx'
import { EventOpened } from './event.tsx'
import { Prompt } from './prompt.tsx'
import { isFailure, type Row } from './rows.ts'
import { Said } from './said.tsx'
import { folds, told } from './words.ts'

interface Props {
  readonly row: Row
  readonly open: boolean
  readonly chosen: boolean
  readonly subagentOpen: boolean
  readonly onChoose: (key: string) => void
  readonly onToggle: (key: string) => void
  readonly onSubagent: (session: string) => void
}

/** A row of the replay. */
export const RowView = memo((props: Props) => {
  const { row, chosen } = props
  return (
    <div
      className={classes('flex border-l-2', chosen ? 'border-accent bg-tint' : 'border-transparent')}
      style={{ paddingLeft: `${row.depth * 1.4}rem` }}
    >
      <div className={classes('min-w-0 flex-1 px-3', row.depth > 0 && 'border-l border-line')}>{content(props)}</div>
    </div>
  )
})

const content = (props: Props): ReactNode => {
  const { row } = props
  if (row.kind === 'gap')
    return <p className="flex h-[36px] items-center justify-center text-xs text-soft">— {duration(row.ms)} later —</p>
  if (row.kind === 'waiting')
    return <p className="flex h-[28px] items-center text-xs text-soft">Reading the subagent's session …</p>
  return <LineView {...props} row={row} />
}

const LineView = ({
  row,
  open,
  subagentOpen,
  onChoose,
  onToggle,
  onSubagent,
}: Props & { readonly row: Extract<Row, { kind: 'line' }> }) => {
  const { line, session, key } = row
  const clock = <Clock at={line.at} onChoose={() => onChoose(key)} />
  switch (line.kind) {
    case 'turn':
      return <Prompt line={line} session={session} clock={clock} />
    case 'message':
      return <Said line={line} session={session} open={open} onToggle={() => onToggle(key)} clock={clock} />
    case 'toolCall':
      return (
        <>
          <Folded open={open} failed={isFailure(line)} onToggle={() => onToggle(key)} clock={clock}>
            <CallLine line={line} />
          </Folded>
          {line.subagent !== null && (
            <button
              type="button"
              aria-expanded={subagentOpen}
              onClick={() => onSubagent(line.subagent!)}
              className="evidence mb-1 ml-5 text-xs text-accent"
            >
              {subagentOpen ? 'Fold the subagent' : 'Open the subagent'}
            </button>
          )}
          {open && <CallOpened line={line} session={session} />}
        </>
      )
    case 'event': {
      const words = <Say text={told(line)} />
      if (!folds(line))
        return (
          <p
            className={classes('flex h-[28px] items-center gap-2 text-xs', isFailure(line) ? 'text-now' : 'text-soft')}
          >
            <span className="min-w-0 flex-1 truncate">{words}</span>
            {clock}
          </p>
        )
      return (
        <>
          <Folded open={open} failed={isFailure(line)} onToggle={() => onToggle(key)} clock={clock}>
            {words}
          </Folded>
          {open && <EventOpened line={line} session={session} />}
        </>
      )
    }
    case 'commit':
      return (
        <p className="flex h-[28px] items-center gap-2 text-sm">
          <span className="min-w-0 flex-1 truncate">
            <span className="font-medium text-added">Commit</span> <code className="font-mono text-xs">{line.sha}</code>{' '}
            <Say text={line.subject} />{' '}
            <span className="text-xs text-soft">
              on <Say text={line.branch} />
            </span>
          </span>
          {clock}
        </p>
      )
  }
}

/** A line that opens. */
const Folded = ({
  open,
  failed,
  onToggle,
  clock,
  children,
}: {
  readonly open: boolean
  readonly failed: boolean
  readonly onToggle: () => void
  readonly clock: ReactNode
  readonly children: ReactNode
}) => (
  <div className="flex h-[28px] items-center gap-2">
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className={classes('flex min-w-0 flex-1 items-baseline gap-2 text-left text-sm', failed && 'text-now')}
    >
      <span aria-hidden="true" className="w-3 shrink-0 text-xs text-soft">
        {open ? '▾' : '▸'}
      </span>
      {children}
    </button>
    {clock}
  </div>
)

/** When it was; leads to the address of this event. */
const Clock = ({ at, onChoose }: { readonly at: string; readonly onChoose: () => void }) => {
  const { timezone } = useInstallation()
  const instant = Date.parse(at)
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={onChoose}
      title={exactly(instant, timezone)}
      className="shrink-0 text-xs text-soft hover:text-ink"
    >
      <time dateTime={at}>{timeOfDay(instant, timezone)}</time>
    </button>
  )
}
