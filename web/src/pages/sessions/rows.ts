import { dayOf } from '../../ui/dates.ts'
import type { Found } from './use-found.ts'

/** A line of the list: a day, or a session that was last active on it. */
export type ListRow =
  | { readonly kind: 'day'; readonly day: string; readonly at: number }
  | { readonly kind: 'session'; readonly index: number; readonly found: Found }

/** Sessions below the days on which they were last active. */
export const rowsOf = (items: readonly Found[], timezone: string): ListRow[] => {
  const rows: ListRow[] = []
  let last: string | undefined
  for (const [index, found] of items.entries()) {
    const at = Date.parse(found.session.endedAt)
    const day = dayOf(at, timezone)
    if (day !== last) rows.push({ kind: 'day', day, at })
    last = day
    rows.push({ kind: 'session', index, found })
  }
  return rows
}
