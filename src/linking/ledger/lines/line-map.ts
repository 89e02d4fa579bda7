import { align } from './align.ts'
import { endless } from './runs.ts'

/** `[oldStart, oldCount, newStart, newCount]`, as in records. */
export type Hunk = readonly [oldStart: number, oldCount: number, newStart: number, newCount: number]

/**
 * Where the lines of a file were before: segments `[count, old]` one after the other, `old` being the number of the
 * first line (from 0) in the old file, or -1 for lines that are new. The last one is endless.
 */
export type LineMap = readonly number[]

/** What is known of the lines of hunks: the keys of added and removed lines, in order. */
export interface HunkLines {
  readonly added: Float64Array
  readonly removed: Float64Array
}

/**
 * Makes a map from hunks. Lines that they remove and add again, but for white space, count as the same, as `git blame -w`
 * has it.
 * @returns undefined where the hunks contradict themselves
 */
export const lineMap = (hunks: readonly Hunk[], lines: HunkLines | undefined): LineMap | undefined => {
  const segments: number[] = []
  const add = (count: number, old: number) => {
    if (count > 0) segments.push(count, old)
  }
  const gaps = gapsOf(hunks)
  if (gaps === undefined) return undefined
  const again = lines === undefined ? undefined : linesAgain(hunks, gaps, lines)
  let [old, added, removed] = [0, 0, 0]
  /** The number in the old file of each removed line. */
  const places = again === undefined ? undefined : new Int32Array(lines!.removed.length)
  for (const [index, [, oldCount]] of hunks.entries()) {
    old += gaps[index]!
    for (let at = 0; places !== undefined && at < oldCount; at++) places[removed++] = old + at
    old += oldCount
  }
  old = 0
  for (const [index, [, oldCount, , newCount]] of hunks.entries()) {
    add(gaps[index]!, old)
    old += gaps[index]! + oldCount
    if (again === undefined) add(newCount, -1)
    else addAligned(again.subarray(added, added + newCount), places!, add)
    added += newCount
  }
  segments.push(endless, old)
  return segments
}

/** How many lines that did not change come before each hunk. */
const gapsOf = (hunks: readonly Hunk[]): number[] | undefined => {
  let [old, now] = [0, 0]
  const gaps: number[] = []
  for (const [oldStart, oldCount, newStart, newCount] of hunks) {
    const gap = oldStart - (oldCount === 0 ? 0 : 1) - old
    if (gap < 0 || newStart - (newCount === 0 ? 0 : 1) - now !== gap) return undefined
    gaps.push(gap)
    old += gap + oldCount
    now += gap + newCount
  }
  return gaps
}

/** For each added line the removed one, in the order of all hunks, that it is again; -1 where it is none. */
const linesAgain = (hunks: readonly Hunk[], gaps: readonly number[], { added, removed }: HunkLines): Int32Array => {
  const found = new Int32Array(added.length).fill(-1)
  let [addedAt, removedAt] = [0, 0]
  for (const [, oldCount, , newCount] of hunks) {
    if (oldCount > 0 && newCount > 0) {
      const own = align(removed.subarray(removedAt, removedAt + oldCount), added.subarray(addedAt, addedAt + newCount))
      for (const [at, line] of own.entries()) if (line !== -1) found[addedAt + at] = removedAt + line
    }
    addedAt += newCount
    removedAt += oldCount
  }
  const across = hunks.length > 1 && mayBeElsewhere(found, added, removed)
  return (across ? linesOfAll(hunks, gaps, { added, removed }) : undefined) ?? found
}

/** Whether a line that was removed in one hunk may have been added in another one. */
const mayBeElsewhere = (found: Int32Array, added: Float64Array, removed: Float64Array): boolean => {
  const taken = new Set(found)
  const left = new Set(removed.filter((key, line) => key !== 0 && !taken.has(line)))
  return left.size > 0 && found.some((line, at) => line === -1 && left.has(added[at]!))
}

const mostCells = 4_000_000
const mostWeight = 50

/**
 * The same across hunks: where most of a file was shifted, a difference that minds white space keeps some short lines in
 * their place that lie between the others. Lines between hunks stay as long as they outweigh what crosses them.
 */
const linesOfAll = (
  hunks: readonly Hunk[],
  gaps: readonly number[],
  { added, removed }: HunkLines,
): Int32Array | undefined => {
  const weights = new Map<number, number>()
  const [old, now] = [new Tokens(), new Tokens()]
  let [addedAt, removedAt] = [0, 0]
  for (const [index, [, oldCount, , newCount]] of hunks.entries()) {
    const gap = -1 - index
    weights.set(gap, Math.min(gaps[index]!, mostWeight))
    old.add(gap, -1)
    now.add(gap, -1)
    for (const end = removedAt + oldCount; removedAt < end; removedAt++) old.add(removed[removedAt]!, removedAt)
    for (const end = addedAt + newCount; addedAt < end; addedAt++) now.add(added[addedAt]!, addedAt)
  }
  if (old.keys.length * now.keys.length > mostCells) return undefined
  const found = new Int32Array(added.length).fill(-1)
  const pairs = align(Float64Array.from(old.keys), Float64Array.from(now.keys), (key) => weights.get(key) ?? 1)
  for (const [at, line] of pairs.entries())
    if (line !== -1 && now.places[at] !== -1) found[now.places[at]!] = old.places[line]!
  return found
}

class Tokens {
  readonly keys: number[] = []
  readonly places: number[] = []

  add(key: number, place: number): void {
    this.keys.push(key)
    this.places.push(place)
  }
}

const addAligned = (again: Int32Array, places: Int32Array, add: (count: number, old: number) => void): void => {
  const oldOf = (at: number) => (again[at] === -1 ? -1 : places[again[at]!]!)
  for (let at = 0; at < again.length; ) {
    const start = at++
    const first = oldOf(start)
    while (at < again.length && (first === -1 ? oldOf(at) === -1 : oldOf(at) === first + at - start)) at++
    add(at - start, first)
  }
}
