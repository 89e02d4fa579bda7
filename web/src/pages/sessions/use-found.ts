import type { Item } from '../../api/hooks.ts'
import { usePages } from '../../api/hooks.ts'
import { usePeriod, useScope } from '../../shell/use-page.ts'

/** A session of the list, and where in it stands what was looked for. */
export type Found = Item<'search'>

const nothing = { fitting: [], hits: [], hitCount: { count: 0, more: false } }

/** The sessions of the scope and period; with a query those in which something stands, and where. */
export const useFound = (q: string | undefined, agent: string | undefined) => {
  const { since, until } = usePeriod()
  const wanted = { ...useScope(), agent, since, until }
  const listed = usePages('sessions', { ...wanted, limit: 100 }, { enabled: q === undefined })
  const searched = usePages('search', { ...wanted, q: q ?? '', limit: 20 }, { enabled: q !== undefined })
  const query = q === undefined ? listed : searched
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const items: readonly Found[] | undefined =
    q === undefined ? listed.items?.map((session) => ({ session, ...nothing })) : searched.items
  return { items, data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch }
}
