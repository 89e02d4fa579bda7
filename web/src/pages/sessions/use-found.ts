import { useMemo } from 'react'
import type { Item } from '../../api/hooks.ts'
import { useAnswer, usePages } from '../../api/hooks.ts'
import { useInstallation, useShared } from '../../shell/use-page.ts'
import { questionsOf } from './questions.ts'
import type { SortName } from './sorts.ts'

/** A session of the list, and where in it stands what was looked for. */
export type Found = Item<'search'>

const nothing = { fitting: [], hits: [], hitCount: { count: 0, more: false } }

/**
 * The sessions of the scope and period; with a query those in which something stands, and where. `totals` say what they
 * come to, with nulls where only reading all of them would tell.
 */
export const useFound = (q: string | undefined, agent: string | undefined, sort: SortName) => {
  const questions = questionsOf({ ...useShared(), q, agent, sort }, useInstallation())
  const listed = usePages('sessions', questions.list, { enabled: q === undefined })
  const searched = usePages('search', questions.search, { enabled: q !== undefined })
  const { data: totals } = useAnswer('session-totals', questions.totals)
  const query = q === undefined ? listed : searched
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const items = useMemo(
    (): readonly Found[] | undefined =>
      q === undefined
        ? listed.data?.pages.flatMap((page) => page.items.map((session) => ({ session, ...nothing })))
        : searched.data?.pages.flatMap((page) => page.items),
    [q, listed.data, searched.data],
  )
  return { items, totals, data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch }
}
