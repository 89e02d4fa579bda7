import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useCallback, useEffect, useMemo, useRef } from 'react'
import { useHighlightedFile } from '../../code/highlighted.tsx'
import { Row } from './row.tsx'
import { type Blamed, type Lines as Chosen, type FileRow, type Run, rowsOf } from './runs.ts'
import { sourceOf } from './told.ts'
import { useWidth } from './use-width.ts'

const lineHeight = 24
const headHeight = 28

/** So much room is needed for origins to stand beside their lines. */
const wideFrom = 820
/** Pixels of the origins and of the numbers beside the text, and of a character of it. */
const beside = { wide: 500, narrow: 72 }
const character = 7.6
const mostCharacters = 2_010

/** Brings a line into view, and the focus to it. */
export type ShowLine = (line: number) => void

/** The text of a file with the origin of each run of lines beside it, or over it where there is no room. */
export const Lines = ({
  file,
  runs,
  chosen,
  onChoose,
  onReady,
}: {
  readonly file: Blamed
  readonly runs: readonly Run[]
  readonly chosen: Chosen | undefined
  readonly onChoose: (line: number, extend: boolean) => void
  readonly onReady: (show: ShowLine) => void
}) => {
  const scroller = useRef<HTMLElement>(null)
  const width = useWidth(scroller)
  const isThere = width > 0
  const wide = width >= wideFrom
  const rows = useMemo(() => rowsOf(runs, !wide), [runs, wide])
  const texts = useMemo(
    () => (file.text ? file.lines.map(({ text }) => (text ?? '').replace(/\r$/, '')) : undefined),
    [file],
  )
  const sources = useMemo(() => runs.map((run) => sourceOf(file, run)), [file, runs])
  const pieces = useHighlightedFile(texts, file.path)
  const longest = useMemo(() => texts?.reduce((most, text) => Math.max(most, text.length), 0) ?? 0, [texts])
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => (rows[index]!.kind === 'head' ? headHeight : lineHeight), [rows]),
    getItemKey: useCallback((index: number) => keyOf(rows[index]!), [rows]),
    overscan: 20,
    enabled: isThere,
  })
  useEffect(() => {
    if (!isThere) return
    onReady((line) => {
      const index = rows.findIndex((row) => row.kind === 'line' && row.line === line)
      if (index < 0) return
      virtualizer.scrollToIndex(index, { align: 'center' })
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-line="${line}"]`)?.focus({ preventScroll: true }),
      )
    })
  }, [isThere, rows, virtualizer, onReady])
  const items = virtualizer.getVirtualItems()
  const room = Math.ceil(Math.min(longest, mostCharacters) * character) + (wide ? beside.wide : beside.narrow)
  return (
    <section
      ref={scroller}
      aria-label="Lines and where they come from"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto border-t border-line outline-offset-[-2px]"
      style={{ '--seen': `${width}px` } as CSSProperties}
    >
      <div className="relative min-w-full" style={{ height: virtualizer.getTotalSize(), width: room }}>
        <ol className="absolute inset-x-0 top-0" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map(({ index, key, size }) => {
            const row = rows[index]
            if (row === undefined) return null
            const run = runs[row.run]!
            const line = row.kind === 'line' ? row.line : undefined
            return (
              <li
                key={key}
                tabIndex={-1}
                data-line={line}
                aria-posinset={index + 1}
                aria-setsize={rows.length}
                aria-current={isChosen(chosen, line) ? 'true' : undefined}
                className="outline-none"
                style={{ height: size, lineHeight: `${size}px` }}
              >
                <Row
                  row={row}
                  run={run}
                  source={sources[row.run]!}
                  text={line === undefined ? undefined : texts?.[line]}
                  pieces={line === undefined ? undefined : pieces[line]}
                  wide={wide}
                  chosen={isChosen(chosen, line)}
                  onChoose={onChoose}
                />
              </li>
            )
          })}
        </ol>
      </div>
    </section>
  )
}

const keyOf = (row: FileRow): string => (row.kind === 'head' ? `over ${row.run}` : String(row.line))

const isChosen = (chosen: Chosen | undefined, line: number | undefined): boolean =>
  chosen !== undefined && line !== undefined && line + 1 >= chosen.from && line + 1 <= chosen.to
