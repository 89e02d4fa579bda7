import { memo, useMemo } from 'react'
import { count, short } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import type { Point } from './outline.ts'
import { type LineRow, type Row, targets } from './rows.ts'
import { promptText } from './words.ts'

/** The prompts of a session itself, with the rows that they stand in. */
export const promptsOf = (rows: readonly Row[]): { readonly index: number; readonly row: LineRow }[] =>
  rows.flatMap((row, index) =>
    row.kind === 'line' && row.depth === 0 && targets.prompt(row.line) ? [{ index, row }] : [],
  )

/** Where in the session the reader is: under which prompt, and how full the context was there. */
export const PlaceLine = memo(
  ({
    prompts,
    rows,
    points,
    first,
    onGo,
  }: {
    readonly prompts: ReturnType<typeof promptsOf>
    readonly rows: readonly Row[]
    readonly points: readonly Point[]
    /** The first row in sight. */
    readonly first: number
    readonly onGo: (index: number) => void
  }) => {
    const at = prompts.findLastIndex(({ index }) => index <= first)
    const prompt = prompts[at]
    const row = rows[first]
    const when = row?.kind === 'line' ? row.line.at : undefined
    const context = useMemo(() => contextAt(points, when), [points, when])
    const line = prompt?.row.line
    return (
      <div className="flex h-7 shrink-0 items-center gap-3 border-b border-line px-3 text-xs text-soft">
        {line?.kind === 'turn' ? (
          <button
            type="button"
            onClick={() => onGo(prompt!.index)}
            className="flex min-h-[24px] min-w-0 flex-1 items-center gap-2 text-left hover:text-ink"
          >
            <span className="shrink-0">
              Prompt {count(at + 1)} of {count(prompts.length)}
            </span>
            <span className="truncate text-ink">{visibleLine(promptText(line).slice(0, 300))}</span>
          </button>
        ) : (
          <span className="flex-1" />
        )}
        {context !== undefined && (
          <span className="shrink-0" title="How full the model's context was here">
            context {short(context)}
          </span>
        )}
      </div>
    )
  },
)

/** How full the context was at an instant: as the latest answer until then tells. */
export const contextAt = (points: readonly Point[], when: string | undefined): number | undefined => {
  if (when === undefined) return undefined
  let from = 0
  let to = points.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (points[middle]!.at <= when) from = middle + 1
    else to = middle
  }
  return points[from - 1]?.contextTokens
}
