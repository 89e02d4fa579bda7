import type { Virtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { RowView } from './row-view.tsx'
import type { Row } from './rows.ts'
import type { TurnCost } from './turn-costs.ts'

/** The rows in sight, and some around them. */
export const RowList = ({
  id,
  ref,
  handlers,
  onScroll,
  virtualizer,
  rows,
  loaded,
  chosen,
  open,
  subagents,
  costs,
  onChoose,
  onToggle,
  onSubagent,
  onShowAll,
}: {
  readonly id: string
  readonly ref: RefObject<HTMLDivElement | null>
  readonly handlers: Readonly<Record<'onWheel' | 'onTouchMove' | 'onPointerDown', () => void>>
  readonly onScroll: () => void
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>
  readonly rows: readonly Row[]
  readonly loaded: boolean
  readonly chosen: number
  readonly open: ReadonlySet<string>
  readonly subagents: ReadonlySet<string>
  readonly costs: ReadonlyMap<string, TurnCost>
  readonly onChoose: (key: string) => void
  readonly onToggle: (key: string) => void
  readonly onSubagent: (session: string) => void
  readonly onShowAll: (event: string) => void
}) => (
  <section
    id={id}
    ref={ref}
    onScroll={onScroll}
    {...handlers}
    aria-label="What happened"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    tabIndex={0}
    className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none] [scrollbar-width:none]"
  >
    {!loaded ? (
      <div className="p-6">
        <Skeleton />
      </div>
    ) : rows.length === 0 ? (
      <div className="p-6">
        <Empty title="Nothing happened in this session">Its prompts and tool calls would stand here.</Empty>
      </div>
    ) : (
      <div className="relative mx-auto max-w-[62rem]" style={{ height: virtualizer.getTotalSize() }}>
        <ol
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${virtualizer.getVirtualItems()[0]?.start ?? 0}px)` }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const line = row.kind === 'line' ? row.line : undefined
            const subagent = line?.kind === 'toolCall' ? line.subagent : null
            return (
              <li
                key={item.key}
                tabIndex={-1}
                data-index={item.index}
                data-row={row.key}
                aria-posinset={item.index + 1}
                aria-setsize={rows.length}
                aria-current={item.index === chosen ? 'true' : undefined}
                ref={virtualizer.measureElement}
                className="outline-offset-[-2px]"
              >
                <RowView
                  row={row}
                  chosen={item.index === chosen}
                  open={open.has(row.key)}
                  subagentOpen={subagent !== null && subagents.has(subagent)}
                  cost={line?.kind === 'turn' ? costs.get(line.id) : undefined}
                  onChoose={onChoose}
                  onToggle={onToggle}
                  onSubagent={onSubagent}
                  onShowAll={onShowAll}
                />
              </li>
            )
          })}
        </ol>
      </div>
    )}
  </section>
)
