import { endOf, type Period } from './period.ts'

/** The length of a slot, in milliseconds: every time zone's days begin on a quarter of an hour. */
export const slotMs = 15 * 60 * 1000

/** SQL of the slot in which an instant lies. */
export const slotSql = (at: string): string => `date_bin('15 minutes', ${at}, 'epoch')`

/** From when to when slots lie wholly in a period; null where it has no end on that side. */
export const wholeSlots = (period: Period): { readonly from: Date | null; readonly to: Date | null } => {
  const end = endOf(period)
  return {
    from: period.since === undefined ? null : new Date(Math.ceil(period.since / slotMs) * slotMs),
    to: end === undefined ? null : new Date(Math.floor(end / slotMs) * slotMs),
  }
}

/** The slots that the ends of a period cut through. */
export const cutThrough = (period: Period): Date[] => {
  const cuts = [period.since, endOf(period)].flatMap((at) =>
    at === undefined || at % slotMs === 0 ? [] : [at - (at % slotMs)],
  )
  return [...new Set(cuts)].map((at) => new Date(at))
}

/** What slots are grouped by, whatever they hold: the SQL of each key, of `part.slot`, `part.session` and `place`. `$1` is the time zone. */
export const slotDimensions = {
  agent: `split_part(part.session, ':', 1)`,
  day: `to_char(part.slot at time zone $1, 'YYYY-MM-DD')`,
  week: `to_char(date_trunc('week', part.slot at time zone $1), 'YYYY-MM-DD')`,
  month: `to_char(part.slot at time zone $1, 'YYYY-MM')`,
  repo: `coalesce((select name from repository where repository.org = 1 and repository.id = place.repository), 'unknown')`,
  person: `coalesce((select name from person where person.org = 1 and person.id = place.person), 'unknown')`,
} as const
