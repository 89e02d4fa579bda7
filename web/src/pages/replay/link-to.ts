import type { Row } from './rows.ts'

/** The address of an event in the session of the page, where a reader finds the same. */
export const linkTo = (row: Row | undefined, open = false): string => {
  const url = new URL(window.location.href)
  for (const name of ['find', 'side', 'panel', 'open', 'within']) url.searchParams.delete(name)
  if (row?.kind !== 'line') return url.href
  url.searchParams.set('event', row.line.id)
  if (row.depth > 0) url.searchParams.set('within', row.session)
  if (open) url.searchParams.set('open', 'yes')
  return url.href
}
