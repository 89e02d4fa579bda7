import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useMemo, useRef } from 'react'
import { classes } from '../../ui/classes.ts'
import { visibleLine } from '../../ui/visible.ts'
import type { Row } from './rows.ts'
import { targets } from './rows.ts'

const rowHeight = 40

interface Props {
  readonly rows: readonly Row[]
  /** The first row in sight. */
  readonly first: number
  readonly onGo: (index: number) => void
}

/** The prompts of a session, one below the other: its spine. */
export const PromptRail = memo(({ rows, first, onGo }: Props) => {
  const prompts = useMemo(
    () =>
      rows.flatMap((row, index) =>
        row.kind === 'line' && row.depth === 0 && row.line.kind === 'turn' && targets.prompt(row.line)
          ? [{ index, line: row.line }]
          : [],
      ),
    [rows],
  )
  const current = Math.max(
    0,
    prompts.findLastIndex(({ index }) => index <= first),
  )
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: prompts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  useEffect(() => virtualizer.scrollToIndex(current), [current, virtualizer])
  return (
    <nav
      ref={scroller}
      aria-label="Prompts"
      className="hidden w-64 shrink-0 overflow-y-auto border-r border-line xl:block"
    >
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const { index, line } = prompts[item.index]!
          return (
            <li
              key={item.key}
              className="absolute inset-x-0"
              style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
            >
              <button
                type="button"
                aria-current={item.index === current ? 'step' : undefined}
                onClick={() => onGo(index)}
                className={classes(
                  'line-clamp-2 h-full w-full border-l-2 px-3 text-left text-xs leading-snug',
                  item.index === current
                    ? 'border-accent bg-tint text-ink'
                    : 'border-transparent text-soft hover:text-ink',
                )}
              >
                {visibleLine(`${line.command ?? ''} ${line.text}`).slice(0, 160)}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
})
