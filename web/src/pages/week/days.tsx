import { useAnswer } from '../../api/hooks.ts'
import { Spark } from '../../charts/spark.tsx'
import { stretchesOf, stretchLabel } from '../../charts/stretches.ts'
import { lengthOf } from '../../shell/period.ts'
import { useInstallation, usePeriod, useScope } from '../../shell/use-page.ts'
import { count } from '../../ui/format.ts'

/** More days would not be told apart in a line. */
const mostDays = 31

/** Day by day, in a line: sessions and commits of a repository, each from zero to its own highest. */
export const Days = ({ repository }: { readonly repository: string }) => {
  const { since, until } = usePeriod()
  const { today } = useInstallation()
  const { data } = useAnswer('repository-activity', { ...useScope(), since, until, by: 'day' })
  if (since === undefined || until === undefined || lengthOf(since, until) > mostDays || since === until) return null
  const days = stretchesOf({ since, until }, 'day', [])
  const over = new Map(
    data?.items.find((item) => item.repository === repository)?.over.map((day) => [day.key, day] as const),
  )
  const line = (of: 'sessions' | 'commits', look: 'accent' | 'grey') => (
    <span className="inline-flex items-end gap-1.5">
      {of}
      <span className="inline-block" style={{ width: `${Math.min(14, days.length * 0.75)}rem` }}>
        <Spark
          look={look}
          columns={days.map((key) => {
            const value = over.get(key)?.[of] ?? 0
            return { key, value, said: `${stretchLabel(key, 'day', today)}: ${count(value)} ${of}` }
          })}
        />
      </span>
    </span>
  )
  return (
    <p aria-hidden="true" className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-xs text-soft">
      {line('sessions', 'accent')}
      {line('commits', 'grey')}
      <span>
        {stretchLabel(days[0]!, 'day', today)} to {stretchLabel(days.at(-1)!, 'day', today)}
      </span>
    </p>
  )
}
