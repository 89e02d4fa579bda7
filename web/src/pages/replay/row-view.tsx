import { memo, type ReactNode } from 'react'
import { useInstallation } from '../../shell/use-page.ts'
import { classes } from '../../ui/classes.ts'
import { dayName, exactly, timeOfDay } from '../../ui/dates.ts'
import { duration, plural } from '../../ui/format.ts'
import { Say } from '../../ui/say.tsx'
import { CallOpened } from './call.tsx'
import { CallLine } from './call-line.tsx'
import { CommitName } from './commit-name.tsx'
import { EventLine, EventOpened } from './event.tsx'
import { Folded } from './folded.tsx'
import { Prompt } from './prompt.tsx'
import { RowActions } from './row-actions.tsx'
import { isFailure, type LineRow, type Row } from './rows.ts'
import { Said } from './said.tsx'
import { SubagentToggle } from './subagent-toggle.tsx'
import type { TurnCost } from './turn-costs.ts'
import { folds, told } from './words.ts'

interface Props {
  readonly row: Row
  readonly open: boolean
  readonly chosen: boolean
  readonly subagentOpen: boolean
  /** Of a prompt: what it led to. */
  readonly cost: TurnCost | undefined
  readonly onChoose: (key: string) => void
  readonly onToggle: (key: string) => void
  readonly onSubagent: (session: string) => void
  readonly onShowAll: (event: string) => void
}

/** A row of the replay. */
export const RowView = memo((props: Props) => {
  const { row, chosen } = props
  return (
    <div
      className={classes('flex border-l-2', chosen ? 'border-accent bg-tint' : 'border-transparent')}
      style={{ paddingLeft: `${row.depth * 1.2}rem` }}
    >
      <div className={classes('min-w-0 flex-1 px-3', row.depth > 0 && 'border-l border-underline')}>
        {content(props)}
      </div>
    </div>
  )
})

const content = (props: Props): ReactNode => {
  const { row } = props
  switch (row.kind) {
    case 'gap':
      return <Gap row={row} />
    case 'waiting':
      return <p className="flex h-[28px] items-center text-xs text-soft">Reading the subagent's session …</p>
    case 'left':
      return (
        <p className="flex h-[28px] items-center text-xs">
          <button
            type="button"
            onClick={() => props.onShowAll(row.first)}
            className="evidence min-h-[24px] text-soft hover:text-ink"
          >
            {plural(row.calls, 'tool call')}
            {row.failed > 0 && <span className="text-now">, {row.failed} failed</span>}
          </button>
        </p>
      )
    case 'line':
      return <LineView {...props} row={row} />
  }
}

const Gap = ({ row }: { readonly row: Extract<Row, { kind: 'gap' }> }) => {
  const { timezone } = useInstallation()
  const later = row.ms >= 60_000 ? `${duration(row.ms)} later` : ''
  const day = row.newDay ? dayName(Date.parse(row.at), timezone) : ''
  return (
    <p className="flex h-[36px] items-center justify-center text-xs text-soft">
      — {[day, later].filter((part) => part !== '').join(', ')} —
    </p>
  )
}

const LineView = ({
  row,
  open,
  chosen,
  subagentOpen,
  cost,
  onChoose,
  onToggle,
  onSubagent,
}: Props & { readonly row: LineRow }) => {
  const { line, session, key } = row
  const clock = (
    <>
      {chosen && <RowActions row={row} />}
      <Clock at={line.at} onChoose={() => onChoose(key)} />
    </>
  )
  const toggle = () => onToggle(key)
  switch (line.kind) {
    case 'turn':
      return <Prompt line={line} session={session} cost={cost} clock={clock} />
    case 'message':
      return <Said line={line} session={session} open={open} onToggle={toggle} clock={clock} />
    case 'toolCall':
      return (
        <>
          <Folded open={open} failed={isFailure(line)} onToggle={toggle} clock={clock}>
            <CallLine line={line} />
          </Folded>
          {line.subagent !== null && (
            <SubagentToggle id={line.subagent} open={subagentOpen} onToggle={() => onSubagent(line.subagent!)} />
          )}
          {open && <CallOpened line={line} session={session} />}
        </>
      )
    case 'event':
      if (!folds(line)) return <EventLine line={line} session={session} clock={clock} />
      return (
        <>
          <Folded open={open} failed={isFailure(line)} onToggle={toggle} clock={clock}>
            <span className="min-w-0 flex-1 truncate">
              <Say text={told(line)} />
            </span>
          </Folded>
          {open && <EventOpened line={line} session={session} />}
        </>
      )
    case 'commit':
      return (
        <p className="flex h-[28px] items-center gap-2 text-sm">
          <span className="min-w-0 flex-1 truncate">
            <span className="font-medium text-added">Commit</span> <CommitName line={line} />{' '}
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
      className="min-h-[24px] shrink-0 text-xs text-soft hover:text-ink"
    >
      <time dateTime={at}>{timeOfDay(instant, timezone)}</time>
    </button>
  )
}
