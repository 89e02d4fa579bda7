import type { Point } from './outline.ts'
import { isFailure, type Row } from './rows.ts'

/** What the mini-map marks; later ones are drawn over earlier ones. */
export const marks = ['edit', 'subagent', 'prompt', 'plan', 'compaction', 'failure', 'commit'] as const

/** So near to the pointer a mark is meant. */
const nearPixels = 2

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
      if (line.type === 'pr-link') return 'commit'
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
  let next = 0
  let last: number | undefined
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'line' || row.depth > 0) continue
    const pixel = Math.floor((index / rows.length) * height)
    // Instants are written alike, so that their texts are in the order of time.
    while (next < points.length && points[next]!.at <= row.line.at) {
      last = points[next]!.contextTokens / most
      pixels[pixel] = Math.max(pixels[pixel] ?? 0, last)
      next++
    }
    pixels[pixel] ??= last
  }
  return pixels
}

/** The index of the row that a pixel of the map, counted from the top, stands for: a marked one where there is one near. */
export const rowAtPixel = (rows: readonly Row[], pixel: number, height: number): number => {
  const indexOf = (at: number) =>
    Math.max(0, Math.min(rows.length - 1, Math.floor((at / Math.max(1, height)) * rows.length)))
  const wanted = indexOf(pixel)
  const from = indexOf(pixel - nearPixels)
  const until = Math.min(rows.length - 1, Math.max(wanted, indexOf(pixel + nearPixels + 1) - 1))
  let best = wanted
  let rank = -1
  for (let index = from; index <= until; index++) {
    const mark = markOf(rows[index]!)
    const its = mark === undefined ? -1 : marks.indexOf(mark)
    if (its > rank || (its === rank && its >= 0 && Math.abs(index - wanted) < Math.abs(best - wanted))) {
      best = index
      rank = its
    }
  }
  return best
}
