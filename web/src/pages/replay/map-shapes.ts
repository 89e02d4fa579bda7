import type { Point } from './outline.ts'
import { isFailure, type Row } from './rows.ts'

/** What the mini-map marks; later ones are drawn over earlier ones. */
export const marks = ['edit', 'subagent', 'prompt', 'plan', 'compaction', 'failure', 'commit'] as const

export type Mark = (typeof marks)[number]

/** What a row is marked as; undefined for what stays grey. */
const markOf = (row: Row): Mark | undefined => {
  if (row.kind !== 'line') return undefined
  const { line } = row
  if (isFailure(line)) return 'failure'
  switch (line.kind) {
    case 'turn':
      return line.human ? 'prompt' : undefined
    case 'commit':
      return 'commit'
    case 'toolCall':
      return line.subagent !== null ? 'subagent' : line.editedFiles > 0 ? 'edit' : undefined
    case 'event':
      return line.type === 'compaction' || line.type === 'plan' ? line.type : undefined
    default:
      return undefined
  }
}

/** For each kind of mark the pixels of the map, from the top, on which one stands: never more than the map is high. */
export const markedPixels = (rows: readonly Row[], height: number): ReadonlyMap<Mark, readonly number[]> => {
  const pixels = new Map<Mark, Set<number>>(marks.map((mark) => [mark, new Set()]))
  for (const [index, row] of rows.entries()) {
    const mark = markOf(row)
    if (mark) pixels.get(mark)!.add(Math.floor((index / rows.length) * height))
  }
  return new Map([...pixels].map(([mark, at]) => [mark, [...at]]))
}

/** How full the context was at each pixel of the map, as a part of the fullest; undefined where nothing is told. */
export const contextAtPixels = (
  rows: readonly Row[],
  points: readonly Point[],
  height: number,
): readonly (number | undefined)[] => {
  const most = points.reduce((max, point) => Math.max(max, point.contextTokens), 0)
  const pixels: (number | undefined)[] = Array.from({ length: Math.ceil(height) }, () => undefined)
  if (most === 0) return pixels
  const times = points.map(({ at }) => Date.parse(at))
  let next = 0
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'line' || row.depth > 0) continue
    const at = Date.parse(row.line.at)
    const pixel = Math.floor((index / rows.length) * height)
    while (next < points.length && times[next]! <= at) {
      pixels[pixel] = Math.max(pixels[pixel] ?? 0, points[next]!.contextTokens / most)
      next++
    }
  }
  return pixels
}
