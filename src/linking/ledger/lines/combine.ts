import type { Hunk, LineMap } from './line-map.ts'
import { endless, type Runs, RunsBuilder, RunsReader } from './runs.ts'

/** A file as a parent has it, and where its lines are in it. */
export interface Parentage {
  readonly runs: Runs
  readonly map: LineMap
}

/** Stretches `[line, count, index]` of the new file (from 0) that a change lists as added, and their index in that list. */
export type Listed = readonly (readonly [line: number, count: number, index: number])[]

/** The lines that any of some hunks add, in order. */
export const listedLines = (hunks: readonly (readonly Hunk[])[]): Listed => {
  const stretches = hunks
    .flatMap((some) =>
      some.flatMap(([, , start, count]) => (count > 0 ? [[start - 1, start - 1 + count] as const] : [])),
    )
    .sort(([a], [b]) => a - b)
  const listed: [number, number, number][] = []
  let index = 0
  for (const [from, to] of stretches) {
    const last = listed.at(-1)
    const end = last === undefined ? 0 : last[0] + last[1]
    if (last !== undefined && from <= end) {
      last[1] = Math.max(end, to) - last[0]
      index = last[2] + last[1]
    } else {
      listed.push([from, to - from, index])
      index += to - from
    }
  }
  return listed
}

/**
 * The lines of a file after a change: each is that of the first parent that has it, else the change's own.
 * @param origin the change, as an origin
 * @returns undefined where the change does not fit to what the parents have
 */
export const combine = (parents: readonly Parentage[], listed: Listed, origin: () => number): Runs | undefined => {
  const into = new RunsBuilder()
  const readers = parents.map(({ runs, map }) => new ParentReader(runs, map))
  const own = new OwnLines(listed)
  let fits = true
  const fill = (parent: number, from: number, count: number): void => {
    const reader = readers[parent]
    if (reader === undefined) {
      if (count === endless || !own.take(from, count, origin, into)) fits = false
      return
    }
    reader.seek(from)
    let line = from
    let left = count
    while (left > 0 && fits) {
      const [length, old] = reader.piece(line, left)
      if (old === -1) fill(parent + 1, line, length)
      else if (!reader.take(old, length, into)) fits = false
      if (length === endless) return
      line += length
      if (left !== endless) left -= length
    }
  }
  fill(0, 0, endless)
  return fits ? into.take() : undefined
}

/** Goes through a parent's map and lines side by side, from the first line to the last. */
class ParentReader {
  readonly #map: LineMap
  readonly #runs: Runs
  #reader: RunsReader
  #next = 0
  #at = 0
  #line = 0

  constructor(runs: Runs, map: LineMap) {
    this.#map = map
    this.#runs = runs
    this.#reader = new RunsReader(runs)
  }

  seek(line: number): void {
    const map = this.#map
    while (map[this.#at] !== endless && this.#line + map[this.#at]! <= line) {
      this.#line += map[this.#at]!
      this.#at += 2
    }
  }

  /** The next stretch of at most so many lines that are new, or follow each other in the old file. */
  piece(line: number, most: number): readonly [count: number, old: number] {
    this.seek(line)
    const length = this.#map[this.#at]!
    const old = this.#map[this.#at + 1]!
    const inside = line - this.#line
    const count = length === endless ? most : Math.min(most, length - inside)
    return [count, old === -1 ? -1 : old + inside]
  }

  /** Lines that only white space told apart may have come before others that did not change. */
  take(old: number, count: number, into: RunsBuilder): boolean {
    if (old < this.#next) this.#reader = new RunsReader(this.#runs)
    this.#next = count === endless ? endless : old + count
    return this.#reader.take(old, count, into)
  }
}

class OwnLines {
  readonly #listed: Listed
  #at = 0

  constructor(listed: Listed) {
    this.#listed = listed
  }

  take(from: number, count: number, origin: () => number, into: RunsBuilder): boolean {
    while (this.#at < this.#listed.length && this.#listed[this.#at]![0] + this.#listed[this.#at]![1] <= from) this.#at++
    const stretch = this.#listed[this.#at]
    if (stretch === undefined) return false
    const [line, length, index] = stretch
    if (from < line || from + count > line + length) return false
    into.add(origin(), index + from - line, count)
    return true
  }
}
