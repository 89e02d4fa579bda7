import { dayOf } from '../../ui/dates.ts'
import { isByTime, type SortName } from './sorts.ts'
import type { Found } from './use-found.ts'

/** A line of the list: a day, or a session that was last active on it. */
export type ListRow =
  | { readonly kind: 'day'; readonly day: string; readonly at: number }
  | { readonly kind: 'session'; readonly index: number; readonly found: Found }

/** Sessions below the days on which they were last active, or began; without days where they are in another order. */
export const rowsOf = (items: readonly Found[], timezone: string, sort: SortName): ListRow[] => {
  if (!isByTime(sort)) return items.map((found, index) => ({ kind: 'session', index, found }))
  const rows: ListRow[] = []
  let last: string | undefined
  for (const [index, found] of items.entries()) {
    const at = Date.parse(sort === 'oldest' ? found.session.startedAt : found.session.endedAt)
    const day = dayOf(at, timezone)
    if (day !== last) rows.push({ kind: 'day', day, at })
    last = day
    rows.push({ kind: 'session', index, found })
  }
  return rows
}
