import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useInstallation } from '../../shell/use-page.ts'
import { dayName } from '../../ui/dates.ts'
import { type ListRow, rowsOf } from './rows.ts'
import { SessionRow } from './session-row.tsx'
import type { SortName } from './sorts.ts'
import type { Found } from './use-found.ts'
import { useSteady } from './use-steady.ts'

const usualHeight = 62
const dayHeight = 44
/** The next page is asked for so many lines before the end. */
const ahead = 20

/** Scrolls to a session of the list. */
export type ScrollToSession = (index: number) => void

const keyOf = (row: ListRow): string => (row.kind === 'day' ? row.day : row.found.session.id)

/** The list, of which only what is in sight is in the page. */
export const SessionList = ({
  items,
  sort,
  q,
  chosen,
  onChoose,
  more,
  onMore,
  onReady,
}: {
  readonly items: readonly Found[]
  readonly sort: SortName
  readonly q: string | undefined
  readonly chosen: number
  readonly onChoose: (index: number) => void
  /** There are more to be asked for. */
  readonly more: boolean
  readonly onMore: () => void
  readonly onReady: (scrollTo: ScrollToSession) => void
}) => {
  const { timezone } = useInstallation()
  const list = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(items, timezone, sort), [items, timezone, sort])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]!.kind === 'day' ? dayHeight : usualHeight),
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    scrollPaddingStart: 80,
    scrollPaddingEnd: 120,
  })
  useEffect(() => {
    onReady((index) => {
      const at = rows.findIndex((row) => row.kind === 'session' && row.index === index)
      if (at >= 0) virtualizer.scrollToIndex(at === 1 ? 0 : at, { align: 'auto' })
    })
  }, [rows, virtualizer, onReady])
  const shown = virtualizer.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= rows.length - ahead) onMore()
  }, [more, last, rows.length, onMore])
  useSteady(
    rows,
    () =>
      shown.flatMap(({ index, start, end }) =>
        rows[index]!.kind === 'day' ? [] : [{ key: keyOf(rows[index]!), start, end }],
      ),
    (key) => virtualizer.measurementsCache.find((measured) => measured.key === key)?.start,
  )
  return (
    <div ref={list} className="relative -mx-3" style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ index, key, start }) => {
        const row = rows[index]!
        return (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            {row.kind === 'day' ? (
              <h2 className="eyebrow px-3 pt-5 pb-1">{dayName(row.at, timezone)}</h2>
            ) : (
              <SessionRow
                found={row.found}
                index={row.index}
                sort={sort}
                q={q}
                chosen={row.index === chosen}
                onChoose={onChoose}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}
