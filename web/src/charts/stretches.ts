import { type Days, dayAfter, dayLabel, lengthOf } from '../shell/period.ts'

/** What the columns of a chart stand for. */
export type Stretch = 'day' | 'week' | 'month'

const mostDays = 62
const mostWeeks = 105

/** What the columns of a period stand for: not more than can be told apart. */
export const stretchOf = ({ since, until }: Days): Stretch => {
  if (since === undefined || until === undefined) return 'week'
  const days = lengthOf(since, until)
  return days <= mostDays ? 'day' : days <= mostWeeks * 7 ? 'week' : 'month'
}

const startOf = (day: string, stretch: Stretch): string => {
  if (stretch === 'day') return day
  if (stretch === 'month') return day.slice(0, 7)
  return dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

const next = (key: string, stretch: Stretch): string =>
  stretch === 'month' ? dayAfter(`${key}-01`, 31).slice(0, 7) : dayAfter(key, stretch === 'day' ? 1 : 7)

/** A bound on what hostile dates can make. */
const most = 1_000

/**
 * Every stretch of a period by its key, also those in which nothing was; where the period has no ends, from the first
 * to the last of `known`.
 */
export const stretchesOf = ({ since, until }: Days, stretch: Stretch, known: readonly string[]): string[] => {
  const sorted = known.toSorted()
  const first = since === undefined ? sorted[0] : startOf(since, stretch)
  const last = until === undefined ? sorted.at(-1) : startOf(until, stretch)
  if (first === undefined || last === undefined) return []
  const keys: string[] = []
  for (let key = first; key <= last && keys.length < most; key = next(key, stretch)) keys.push(key)
  return keys.at(-1)! < last ? [...new Set(sorted)].slice(-most) : keys
}

/** The days of a stretch that lie in the period. */
export const daysOf = (key: string, stretch: Stretch, { since, until }: Days): { since: string; until: string } => {
  const first = stretch === 'month' ? `${key}-01` : key
  const following = next(key, stretch)
  const last = dayAfter(stretch === 'month' ? `${following}-01` : following, -1)
  return {
    since: since !== undefined && since > first ? since : first,
    until: until !== undefined && until < last ? until : last,
  }
}

/** `Mon 9 Feb`, `week of 9 Feb`, `Feb 2026`. */
export const stretchLabel = (key: string, stretch: Stretch, today: string): string => {
  const name = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(
      Date.parse(`${key.padEnd(10, '-01')}T00:00:00Z`),
    )
  if (stretch === 'month') return name({ month: 'short', year: 'numeric' })
  return stretch === 'week'
    ? `week of ${dayLabel(key, today)}`
    : `${name({ weekday: 'short' })} ${dayLabel(key, today)}`
}
