import { memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { short } from '../../ui/format.ts'
import { contextAtPixels, type Mark, markedPixels, marks } from './map-shapes.ts'
import type { Point } from './outline.ts'
import type { Row } from './rows.ts'

const width = 44
const contextWidth = 16

const looks: Record<Mark, { readonly className: string; readonly from: number; readonly to: number }> = {
  edit: { className: 'stroke-bar', from: 0, to: 22 },
  subagent: { className: 'stroke-underline', from: 0, to: 22 },
  prompt: { className: 'stroke-accent', from: 0, to: 26 },
  plan: { className: 'stroke-soft', from: 0, to: 12 },
  compaction: { className: 'stroke-ink', from: 0, to: width },
  failure: { className: 'stroke-now', from: 16, to: 26 },
  commit: { className: 'stroke-added', from: 0, to: 26 },
}

interface Props {
  readonly rows: readonly Row[]
  readonly points: readonly Point[]
  /** Of the rows in sight. */
  readonly first: number
  readonly last: number
  readonly onGo: (index: number) => void
  /** The id of what it scrolls. */
  readonly controls: string
}

/** The session on one strip: where what happened, how full the context was; dragging it scrolls. */
export const MiniMap = ({ rows, points, first, last, onGo, controls }: Props) => {
  const frame = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setHeight(Math.floor(entry!.contentRect.height)))
    observer.observe(frame.current!)
    return () => observer.disconnect()
  }, [])
  const count = Math.max(1, rows.length)
  const go = (event: PointerEvent<HTMLDivElement>): void => {
    const { top } = event.currentTarget.getBoundingClientRect()
    const at = Math.floor(((event.clientY - top) / Math.max(1, height)) * count)
    onGo(Math.max(0, Math.min(count - 1, at)))
  }
  const page = Math.max(1, last - first)
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
  const boxHeight = Math.max(10, ((last - first + 1) / count) * height)
  return (
    <div
      ref={frame}
      role="scrollbar"
      tabIndex={0}
      aria-label="The session"
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={Math.max(0, Math.min(first, count - 1))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && go(event)}
      onKeyDown={(event) => {
        const step = steps[event.key]
        if (step === undefined) return
        event.preventDefault()
        event.stopPropagation()
        onGo(Math.max(0, Math.min(count - 1, first + step)))
      }}
      className="relative h-full w-11 shrink-0 cursor-pointer touch-none border-l border-line bg-panel"
    >
      <Strip rows={rows} points={points} height={height} />
      <div
        className="pointer-events-none absolute inset-x-0 rounded-sm border border-soft bg-ink/10"
        style={{ top: Math.min(height - boxHeight, (first / count) * height), height: boxHeight }}
      />
    </div>
  )
}

const Strip = memo(
  ({
    rows,
    points,
    height,
  }: {
    readonly rows: readonly Row[]
    readonly points: readonly Point[]
    readonly height: number
  }) => {
    const pixels = useMemo(() => markedPixels(rows, height), [rows, height])
    const context = useMemo(() => contextAtPixels(rows, points, height), [rows, points, height])
    const fullest = useMemo(() => points.reduce((max, point) => Math.max(max, point.contextTokens), 0), [points])
    return (
      <svg width={width} height={height} aria-hidden="true" className="block">
        <title>
          {fullest > 0 ? `Right: how full the context was, at most ${short(fullest)} tokens` : 'The session'}
        </title>
        {marks.map((mark) => (
          <path
            key={mark}
            className={looks[mark].className}
            strokeWidth={mark === 'commit' || mark === 'failure' ? 2 : 1}
            d={(pixels.get(mark) ?? []).map((y) => `M${looks[mark].from} ${y + 0.5}H${looks[mark].to}`).join('')}
          />
        ))}
        <path className="stroke-soft" fill="none" strokeWidth="1" d={contextPath(context)} />
      </svg>
    )
  },
)

const contextPath = (context: readonly (number | undefined)[]): string => {
  let path = ''
  for (const [y, part] of context.entries()) {
    if (part === undefined) continue
    const x = (width - contextWidth + part * (contextWidth - 1)).toFixed(1)
    path += `${path === '' ? 'M' : 'L'}${x} ${y}`
  }
  return path
}
