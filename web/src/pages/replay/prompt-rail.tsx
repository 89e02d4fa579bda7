import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import { classes } from '../../ui/classes.ts'
import { duration, plural } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import type { promptsOf } from './place-line.tsx'
import type { TurnCost } from './turn-costs.ts'
import { promptText } from './words.ts'

const rowHeight = 56

interface Props {
  readonly prompts: ReturnType<typeof promptsOf>
  readonly costs: ReadonlyMap<string, TurnCost>
  /** The first row in sight. */
  readonly first: number
  readonly onGo: (index: number) => void
}

/** The prompts of a session, one below the other: its spine. */
export const PromptRail = memo(({ prompts, costs, first, onGo }: Props) => {
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
    <nav ref={scroller} aria-label="Prompts" className="h-full overflow-y-auto">
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const { index, row } = prompts[item.index]!
          const { line } = row
          if (line.kind !== 'turn') return null
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
                  'h-full w-full border-l-2 px-3 text-left text-xs leading-snug',
                  item.index === current
                    ? 'border-accent bg-tint text-ink'
                    : 'border-transparent text-soft hover:text-ink',
                )}
              >
                <span className="line-clamp-2">{visibleLine(promptText(line)).slice(0, 160)}</span>
                <Took cost={costs.get(line.id)} />
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
})

const Took = ({ cost }: { readonly cost: TurnCost | undefined }) => {
  if (cost === undefined || cost.calls === 0) return null
  return (
    <span className="block truncate text-[0.8rem] text-soft">
      {duration(cost.ms)} · {plural(cost.calls, 'call')}
      {cost.failed > 0 && <span className="text-now"> · {cost.failed} failed</span>}
    </span>
  )
}
