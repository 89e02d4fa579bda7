import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Empty, Failed, Skeleton } from '../../ui/states.tsx'
import { Find } from './find.tsx'
import { MiniMap } from './mini-map.tsx'
import { PromptRail } from './prompt-rail.tsx'
import { RowView } from './row-view.tsx'
import type { Row } from './rows.ts'
import { useAnchor } from './use-anchor.ts'
import { useChosen } from './use-chosen.ts'
import { isFound, useFind } from './use-find.ts'
import { useReplayKeys } from './use-replay-keys.ts'
import { useRows } from './use-rows.ts'

const scrollerId = 'replay'
const endPixels = 40

/** Exact for rows of one line: nothing is measured anew for those, so that scrolling through thousands costs little. */
const estimate = (row: Row): number => {
  if (row.kind === 'gap') return 36
  if (row.kind === 'waiting') return 28
  const { line } = row
  if (line.kind === 'turn') return 92
  if (line.kind === 'message') return line.form === 'answer' ? 84 : 32
  return line.kind === 'toolCall' && line.subagent !== null ? 52 : 28
}

/** What happened in a session, row by row; only those in sight are on the page. */
export const Replay = ({ session }: { readonly session: string }) => {
  const { outline, lines, points, rows, open, subagents, toggle, toggleSubagent } = useRows(session)
  const scroller = useRef<HTMLDivElement>(null)
  const [words, setWords] = useState<string>()
  const { found, searching } = useFind(session, lines, words ?? '')
  // With other functions at each call, all places would be computed anew.
  const estimateSize = useCallback((index: number) => estimate(rows[index]!), [rows])
  const getItemKey = useCallback((index: number) => rows[index]!.key, [rows])
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 6,
  })
  const { show, handlers } = useAnchor(virtualizer)
  const { chosen, choose } = useChosen(rows, show)
  const goToPrompt = useCallback((at: number) => choose(at, 'start'), [choose])
  const atEnd = useFollow(scroller, rows.length, () => show(rows.length - 1, 'auto'))
  const matches = useMemo(
    () =>
      found.size === 0 ? [] : rows.flatMap((row, at) => (row.kind === 'line' && isFound(found, row.line) ? [at] : [])),
    [rows, found],
  )
  useReplayKeys({
    rows,
    chosen,
    choose,
    open,
    toggle,
    toggleSubagent,
    onFind: () => setWords((before) => before ?? ''),
  })

  if (outline.error && !outline.data) return <Failed error={outline.error} onAgain={() => void outline.refetch()} />
  const first = virtualizer.range?.startIndex ?? 0
  const last = virtualizer.range?.endIndex ?? 0
  return (
    <div className="flex min-h-0 flex-1">
      <PromptRail rows={rows} first={chosen >= first && chosen <= last ? chosen : first} onGo={goToPrompt} />
      <div className="relative flex min-w-0 flex-1 flex-col">
        {words !== undefined && (
          <Find
            words={words}
            matches={matches}
            chosen={chosen}
            searching={searching}
            onWords={setWords}
            onGo={(at) => choose(at, 'center')}
            onClose={() => setWords(undefined)}
          />
        )}
        <section
          id={scrollerId}
          ref={scroller}
          onScroll={atEnd}
          {...handlers}
          aria-label="What happened"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          tabIndex={0}
          className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none] [scrollbar-width:none]"
        >
          {outline.data === undefined ? (
            <div className="p-6">
              <Skeleton />
            </div>
          ) : rows.length === 0 ? (
            <div className="p-6">
              <Empty title="Nothing happened in this session">Its prompts and tool calls would stand here.</Empty>
            </div>
          ) : (
            <div className="relative mx-auto max-w-[62rem]" style={{ height: virtualizer.getTotalSize() }}>
              <div
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${virtualizer.getVirtualItems()[0]?.start ?? 0}px)` }}
              >
                {virtualizer.getVirtualItems().map((item) => {
                  const row = rows[item.index]!
                  const subagent = row.kind === 'line' && row.line.kind === 'toolCall' ? row.line.subagent : null
                  return (
                    <div key={item.key} data-index={item.index} ref={virtualizer.measureElement}>
                      <RowView
                        row={row}
                        chosen={item.index === chosen}
                        open={open.has(row.key)}
                        subagentOpen={subagent !== null && subagents.has(subagent)}
                        onChoose={choose.byKey}
                        onToggle={toggle}
                        onSubagent={toggleSubagent}
                      />
                    </div>
                  )
                })}
              </div>
            </div>
          )}
        </section>
      </div>
      <MiniMap
        rows={rows}
        points={points}
        first={first}
        last={last}
        onGo={(at) => show(at, 'start')}
        controls={scrollerId}
      />
    </div>
  )
}

/** Who looks at the end sees what is added. Answers what must be told of scrolling. */
const useFollow = (
  scroller: { readonly current: HTMLElement | null },
  length: number,
  follow: () => void,
): (() => void) => {
  const isAtEnd = useRef(false)
  const before = useRef(length)
  useEffect(() => {
    if (length > before.current && before.current > 0 && isAtEnd.current) follow()
    before.current = length
  })
  return () => {
    const { scrollHeight, scrollTop, clientHeight } = scroller.current!
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < endPixels
  }
}
