import type { Item } from '../../api/hooks.ts'
import { stretchesOf, stretchLabel } from '../../charts/stretches.ts'
import type { Days } from '../../shell/period.ts'

/** A day, or a day of the week in all weeks, and how many tools agents called in each of its hours. */
export interface ClockRow {
  readonly key: string
  readonly name: string
  /** Of 24. */
  readonly hours: readonly number[]
  readonly total: number
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The hours of each day of a period, or of each day of the week, also those in which nothing was. */
export const clockRows = (
  by: 'day' | 'weekday',
  rows: readonly Item<'activity'>[],
  period: Days,
  today: string,
): ClockRow[] => {
  const keys = by === 'weekday' ? weekdays.map((_, index) => String(index + 1)) : stretchesOf(period, 'day', [])
  return keys.map((key) => {
    const hours = Array.from({ length: 24 }, () => 0)
    for (const row of rows) if (row[by] === key) hours[Number(row.hour)]! += row.toolCalls
    return {
      key,
      name: by === 'weekday' ? weekdays[Number(key) - 1]! : stretchLabel(key, 'day', today),
      hours,
      total: hours.reduce((sum, calls) => sum + calls, 0),
    }
  })
}
