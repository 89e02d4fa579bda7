import { memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useInstallation } from '../../shell/use-page.ts'
import { timeOfDay } from '../../ui/dates.ts'
import { short } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import { contextAtPixels, type Mark, markedPixels, marks, rowAtPixel } from './map-shapes.ts'
import type { Point } from './outline.ts'
import { contextAt } from './place-line.tsx'
import type { Row } from './rows.ts'
import { inShort } from './words.ts'

const width = 46
const contextFrom = 28

const looks: Record<Mark, { readonly className: string; readonly from: number; readonly to: number }> = {
  edit: { className: 'stroke-bar', from: 2, to: 22 },
  subagent: { className: 'stroke-underline', from: 2, to: 22 },
  prompt: { className: 'stroke-accent', from: 0, to: 26 },
  plan: { className: 'stroke-soft', from: 0, to: 12 },
  compaction: { className: 'stroke-ink', from: 0, to: width },
  failure: { className: 'stroke-now', from: 16, to: 26 },
  commit: { className: 'stroke-added', from: 0, to: 26 },
}

interface Props {
  readonly rows: readonly Row[]
  readonly points: readonly Point[]
  /** Rows in which something was found. */
  readonly matches: readonly number[]
  /** Of the rows in sight. */
  readonly first: number
  readonly last: number
  readonly onGo: (index: number) => void
  /** The id of what it scrolls. */
  readonly controls: string
}

/** The session on one strip: where what happened, how full the context was; dragging it scrolls. */
export const MiniMap = ({ rows, points, matches, first, last, onGo, controls }: Props) => {
  const { timezone } = useInstallation()
  const frame = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  const [pointed, setPointed] = useState<number>()
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setHeight(Math.floor(entry!.contentRect.height)))
    observer.observe(frame.current!)
    return () => observer.disconnect()
  }, [])
  const count = Math.max(1, rows.length)
  const pixelOf = (event: PointerEvent<HTMLDivElement>): number =>
    event.clientY - event.currentTarget.getBoundingClientRect().top
  const go = (event: PointerEvent<HTMLDivElement>): void => onGo(rowAtPixel(rows, pixelOf(event), height))
  const page = Math.max(1, last - first)
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  }
  const boxHeight = Math.max(10, ((last - first + 1) / count) * height)
  const wordsOf = (index: number): string => {
    const row = rows[index]
    if (row === undefined) return ''
    if (row.kind === 'gap') return timeOfDay(Date.parse(row.at), timezone)
    if (row.kind !== 'line') return ''
    return `${timeOfDay(Date.parse(row.line.at), timezone)} ${visibleLine(inShort(row.line).slice(0, 300))}`
  }
  const pointedRow = pointed === undefined ? undefined : rowAtPixel(rows, pointed, height)
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
      aria-valuetext={wordsOf(first)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={(event) => {
        setPointed(pixelOf(event))
        if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event)
      }}
      onPointerLeave={() => setPointed(undefined)}
      onKeyDown={(event) => {
        const step = steps[event.key]
        if (step === undefined) return
        event.preventDefault()
        event.stopPropagation()
        onGo(Math.max(0, Math.min(count - 1, first + step)))
      }}
      className="relative h-full shrink-0 cursor-pointer touch-none border-l border-line bg-panel"
      style={{ width: width + 1 }}
    >
      <Strip rows={rows} points={points} matches={matches} height={height} />
      <div
        className="pointer-events-none absolute inset-x-0 rounded-sm border border-soft bg-ink/10"
        style={{ top: Math.max(0, Math.min(height - boxHeight, (first / count) * height)), height: boxHeight }}
      />
      {pointedRow !== undefined && rows.length > 0 && (
        <Pointed
          top={Math.max(0, Math.min(height - 48, pointed! - 12))}
          words={wordsOf(pointedRow)}
          context={contextOf(rows[pointedRow], points)}
        />
      )}
    </div>
  )
}

const contextOf = (row: Row | undefined, points: readonly Point[]): number | undefined =>
  row?.kind === 'line' ? contextAt(points, row.line.at) : undefined

/** What stands where the pointer is. */
const Pointed = ({
  top,
  words,
  context,
}: {
  readonly top: number
  readonly words: string
  readonly context: number | undefined
}) => (
  <div
    aria-hidden="true"
    className="pointer-events-none absolute right-full mr-1 w-64 rounded-md border border-line bg-panel px-2 py-1 text-xs shadow-md"
    style={{ top }}
  >
    <p className="line-clamp-2 wrap-anywhere">{words.slice(0, 200)}</p>
    {context !== undefined && <p className="text-soft">context {short(context)}</p>}
  </div>
)

const Strip = memo(
  ({
    rows,
    points,
    matches,
    height,
  }: {
    readonly rows: readonly Row[]
    readonly points: readonly Point[]
    readonly matches: readonly number[]
    readonly height: number
  }) => {
    const pixels = useMemo(() => markedPixels(rows, height), [rows, height])
    const context = useMemo(() => contextAtPixels(rows, points, height), [rows, points, height])
    const found = useMemo(
      () => [...new Set(matches.map((index) => Math.floor((index / Math.max(1, rows.length)) * height)))],
      [matches, rows.length, height],
    )
    return (
      <svg width={width} height={height} aria-hidden="true" className="block">
        <path className="fill-line stroke-soft" strokeWidth="1" d={contextPath(context)} />
        {found.length > 0 && (
          <path
            className="stroke-found"
            strokeWidth="3"
            d={found.map((y) => `M0 ${y + 0.5}H${contextFrom - 2}`).join('')}
          />
        )}
        {marks.map((mark) => (
          <path
            key={mark}
            className={looks[mark].className}
            strokeWidth={mark === 'commit' || mark === 'failure' ? 2 : 1}
            d={(pixels.get(mark) ?? []).map((y) => `M${looks[mark].from} ${y + 0.5}H${looks[mark].to}`).join('')}
          />
        ))}
      </svg>
    )
  },
)

/** An area from the left: the fuller the context, the wider. */
const contextPath = (context: readonly (number | undefined)[]): string => {
  let path = ''
  let end = 0
  for (const [y, part] of context.entries()) {
    if (part === undefined) continue
    if (path === '') path = `M${contextFrom} ${y}`
    path += `L${(contextFrom + part * (width - contextFrom - 1)).toFixed(1)} ${y}`
    end = y
  }
  return path === '' ? '' : `${path}L${contextFrom} ${end}`
}
