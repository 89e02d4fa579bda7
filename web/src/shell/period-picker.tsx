import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Popover } from '../ui/popover.tsx'
import type { SharedSearch } from './search.ts'
import { useInstallation, usePeriod, usePicked, useShared } from './use-page.ts'

const choices = [
  { period: 'today', label: 'Today' },
  { period: 'week', label: 'This week' },
  { period: '7d', label: 'Last 7 days' },
  { period: '30d', label: 'Last 30 days' },
  { period: 'all', label: 'All time' },
] as const

/** Which days the page is about. */
export const PeriodPicker = () => {
  const [open, setOpen] = useState(false)
  const { since, until, label } = usePeriod()
  const period = usePicked()
  const isUsual = useShared().period === undefined
  const { today, week } = useInstallation()
  const navigate = useNavigate()
  const go = (next: Pick<SharedSearch, 'period' | 'since' | 'until'>) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({
        ...before,
        period: undefined,
        since: undefined,
        until: undefined,
        ...next,
      })) as never,
      resetScroll: false,
    })
  const choose = (next: Pick<SharedSearch, 'period' | 'since' | 'until'>) => {
    go(next)
    setOpen(false)
  }
  const field = 'rounded-md border border-line bg-paper px-2 py-1'
  return (
    <Popover
      label="Period"
      open={open}
      onOpenChange={setOpen}
      button={
        <button type="button" className="rounded-md border border-line bg-panel px-2.5 py-1 hover:bg-tint">
          <span className="sr-only">Period: </span>
          {label}
        </button>
      }
    >
      {week && !week.current && !(isUsual && period === 'all') && (
        <Choice chosen={period === undefined} onChoose={() => choose({})} label="Latest week on record" />
      )}
      {choices.map((choice) => (
        <Choice
          key={choice.period}
          chosen={
            period === choice.period || (choice.period === '7d' && period === undefined && week?.current !== false)
          }
          onChoose={() => choose({ period: choice.period })}
          label={choice.label}
        />
      ))}
      <div className="mt-2 grid grid-cols-2 gap-2 border-t border-line px-2 pt-3 pb-1">
        <label className="grid gap-1 text-xs text-soft">
          From
          <input
            type="date"
            max={until ?? today}
            value={since ?? ''}
            onChange={(event) =>
              event.target.value && go({ period: 'custom', since: event.target.value, until: until ?? today })
            }
            className={`${field} text-ink`}
          />
        </label>
        <label className="grid gap-1 text-xs text-soft">
          To
          <input
            type="date"
            max={today}
            value={until ?? ''}
            onChange={(event) =>
              event.target.value &&
              go({ period: 'custom', since: since ?? event.target.value, until: event.target.value })
            }
            className={`${field} text-ink`}
          />
        </label>
      </div>
    </Popover>
  )
}

const Choice = ({
  chosen,
  label,
  onChoose,
}: {
  readonly chosen: boolean
  readonly label: string
  readonly onChoose: () => void
}) => (
  <button
    type="button"
    aria-pressed={chosen}
    onClick={onChoose}
    className={`block w-full rounded-md px-2 py-1 text-left hover:bg-tint ${chosen ? 'font-medium text-accent' : ''}`}
  >
    {label}
  </button>
)
