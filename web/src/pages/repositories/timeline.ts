import type { Item } from '../../api/hooks.ts'

/** A day of a repository. */
export type Day = Item<'repository-timeline'>

/** Where something lies in its day: shares of the day, 0 to 1. */
export interface Stretch<Value> {
  readonly value: Value
  readonly from: number
  readonly until: number
  /** Those that overlap lie in different lanes, counted from 0. */
  readonly lane: number
}

/** A share of the day: a minute or two would not be seen. */
const leastShare = 0.004

/** Sessions of a day in as few lanes as they need. */
export const lanesOf = (day: Day): Stretch<Day['sessions'][number]>[] => {
  const ends: number[] = []
  return day.sessions.map((value) => {
    const from = shareOf(day, value.from)
    const until = Math.max(shareOf(day, value.until), from + leastShare)
    const free = ends.findIndex((end) => end <= from)
    const lane = free === -1 ? ends.length : free
    ends[lane] = until
    return { value, from, until, lane }
  })
}

/** The share of a day that has gone by at an instant. */
export const shareOf = ({ startsAt, endsAt }: Pick<Day, 'startsAt' | 'endsAt'>, at: string): number => {
  const start = Date.parse(startsAt)
  return Math.min(1, Math.max(0, (Date.parse(at) - start) / (Date.parse(endsAt) - start)))
}
