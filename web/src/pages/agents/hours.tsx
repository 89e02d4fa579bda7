import { Figure } from '../../charts/figure.tsx'
import { Spark } from '../../charts/spark.tsx'
import { useInstallation } from '../../shell/use-page.ts'
import { count } from '../../ui/format.ts'
import { clockRows } from './clock.ts'
import { DaysLink } from './narrow.tsx'
import { clockOf } from './questions.ts'
import type { AgentsData } from './use-agents.ts'

const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/**
 * When in the day agents worked: a line of 24 columns for each day, all on one scale. Calls are counted, not active time: a
 * call has its hour, while the time that a prompt took may be many hours.
 */
export const Hours = ({
  data: { hours, period },
  isTable,
  onTable,
}: {
  readonly data: AgentsData
  readonly isTable: boolean
  readonly onTable: () => void
}) => {
  const { today, timezone } = useInstallation()
  const by = clockOf(period)
  const rows = clockRows(by, hours, period, today)
  const most = Math.max(0, ...rows.flatMap((row) => row.hours))
  const nameOf = (key: string, name: string) =>
    by === 'day' ? (
      <DaysLink of={key} stretch="day" period={period}>
        {name}
      </DaysLink>
    ) : (
      name
    )
  return (
    <Figure
      title={by === 'day' ? 'When agents worked' : 'When in the week agents worked'}
      file={`tool-calls-by-${by}-and-hour`}
      figures={{
        head: [
          by === 'day' ? 'day' : 'day of the week',
          ...Array.from({ length: 24 }, (_, hour) => String(hour)),
          'all',
        ],
        rows: rows.map(({ key, name, hours: ofDay, total }) => ({
          key,
          cells: [nameOf(key, name), ...ofDay.map((calls) => (calls > 0 ? count(calls) : '')), count(total)],
        })),
        columns: [by, 'hour', 'toolCalls'],
        values: rows.flatMap(({ key, hours: ofDay }) => ofDay.map((calls, hour) => [key, hour, calls])),
      }}
      isTable={isTable}
      onTable={onTable}
    >
      <ul>
        {rows.map(({ key, name, hours: ofDay, total }) => (
          <li key={key} className="grid grid-cols-[6rem_minmax(0,1fr)_4rem] items-end gap-x-3 pb-1">
            <span className="text-xs">{nameOf(key, name)}</span>
            <Spark
              most={most}
              look="accent"
              columns={ofDay.map((calls, hour) => ({
                key: String(hour),
                value: calls,
                said: `${name}, ${hourName(hour)} to ${hourName(hour + 1)}: ${count(calls)} calls`,
              }))}
            />
            <span className="text-right text-xs whitespace-nowrap text-soft">{total > 0 ? count(total) : 'none'}</span>
          </li>
        ))}
      </ul>
      <p aria-hidden="true" className="ml-[6.75rem] mr-[4.75rem] flex justify-between text-xs text-soft">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour} className={hour % 12 === 0 ? '' : 'hidden sm:inline'}>
            {hourName(hour)}
          </span>
        ))}
      </p>
      <p className="mt-1 text-xs text-soft">
        Tool calls by the hour, at most {count(most)} in one. Times in {timezone}.
      </p>
    </Figure>
  )
}
