import type { Answer } from '../api/ask.ts'
import type { SharedSearch } from './search.ts'

type Installation = Answer<'installation'>

/** Days of a period, first and last, as the API takes them; both are left out where it is all that is on record. */
export interface Days {
  readonly since?: string
  readonly until?: string
}

/** A period that a page is about, with the one of the same length before it, and how both are called. */
export interface PagePeriod extends Days {
  /** "Today", "This week", "9 Feb to 15 Feb 2026". */
  readonly label: string
  /** To go into a sentence: "the seven days before". Undefined where nothing lies before. */
  readonly before?: Days & { readonly label: string }
}

const dayMs = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** The day that lies so many days after another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(at(day) + days * dayMs).toISOString().slice(0, 10)

/** So many days a period has, its last one included. */
export const lengthOf = (since: string, until: string): number => Math.round((at(until) - at(since)) / dayMs) + 1

const words = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven']

const beforeOf = (since: string, until: string) => {
  const days = lengthOf(since, until)
  return {
    since: dayAfter(since, -days),
    until: dayAfter(since, -1),
    label: days === 1 ? 'the day before' : `the ${words[days] ?? days} days before`,
  }
}

const monday = (day: string): string => dayAfter(day, -((new Date(at(day)).getUTCDay() + 6) % 7))

/** `9 Feb`, with the year where it is another one than that of `today`. */
export const dayLabel = (day: string, today: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  }).format(at(day))

const span = (since: string, until: string, today: string): string =>
  since === until ? dayLabel(since, today) : `${dayLabel(since, today)} to ${dayLabel(until, today)}`

const from = (since: string, until: string, label: string): PagePeriod => ({
  since,
  until,
  label,
  before: beforeOf(since, until),
})

/** The period that an address names, in the installation's days. */
export const periodOf = (
  { period, since, until }: Pick<SharedSearch, 'period' | 'since' | 'until'>,
  { today, week }: Pick<Installation, 'today' | 'week'>,
): PagePeriod => {
  if (period === 'today') return from(today, today, 'Today')
  if (period === 'week') return from(monday(today), today, 'This week')
  if (period === '7d') return from(dayAfter(today, -6), today, 'Last 7 days')
  if (period === '30d') return from(dayAfter(today, -29), today, 'Last 30 days')
  if (period === 'all') return { label: 'All time' }
  if (period === 'custom' && (since !== undefined || until !== undefined)) {
    const [first, last] = [since ?? until!, until ?? today].sort() as [string, string]
    return from(first, last, span(first, last, today))
  }
  if (week === null || week.current) return from(dayAfter(today, -6), today, 'Last 7 days')
  return from(week.since, week.until, span(week.since, week.until, today))
}
