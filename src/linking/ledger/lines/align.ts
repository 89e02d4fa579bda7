import { increasing, type Pair } from './increasing.ts'

/** More cells than these are not filled: then lines that are there once on either side lead. */
const mostCells = 4_000_000

/**
 * Finds which of some new lines are old ones, in order: for each new line the index of the old one, or -1. Lines are equal
 * where their keys are; a key of 0 is that of any line that is too short to tell by itself, which only counts right
 * before or after others that are equal.
 * @param weightOf how much a pair of lines with a key counts; 1 where it is not given
 */
export const align = (old: Float64Array, now: Float64Array, weightOf?: (key: number) => number): Int32Array => {
  const found = new Int32Array(now.length).fill(-1)
  const [longOld, longNow] = [withoutShort(old), withoutShort(now)]
  const pairs = new Int32Array(longNow.keys.length).fill(-1)
  new Aligner(longOld.keys, longNow.keys, pairs, weightOf).align(0, longOld.keys.length, 0, pairs.length)
  for (const [index, pair] of pairs.entries()) if (pair !== -1) found[longNow.places[index]!] = longOld.places[pair]!
  addShort(old, now, found)
  return found
}

interface Longer {
  readonly keys: Float64Array
  readonly places: Int32Array
}

const withoutShort = (keys: Float64Array): Longer => {
  const places = Int32Array.from([...keys.keys()].filter((at) => keys[at] !== 0))
  return { keys: Float64Array.from(places, (at) => keys[at]!), places }
}

/** Short lines that follow a pair on both sides, then those that come before one. */
const addShort = (old: Float64Array, now: Float64Array, found: Int32Array): void => {
  const free = new Uint8Array(old.length).fill(1)
  for (const line of found) if (line !== -1) free[line] = 0
  const pair = (at: number, line: number) => {
    if (found[at] !== -1 || now[at] !== 0 || old[line] !== 0 || free[line] === 0) return
    found[at] = line
    free[line] = 0
  }
  for (let at = 1; at < found.length; at++) if (found[at - 1] !== -1) pair(at, found[at - 1]! + 1)
  for (let at = found.length - 2; at >= 0; at--) if (found[at + 1] !== -1) pair(at, found[at + 1]! - 1)
}

class Aligner {
  readonly #old: Float64Array
  readonly #now: Float64Array
  readonly #found: Int32Array
  readonly #weightOf: ((key: number) => number) | undefined

  constructor(
    old: Float64Array,
    now: Float64Array,
    found: Int32Array,
    weightOf: ((key: number) => number) | undefined,
  ) {
    this.#old = old
    this.#now = now
    this.#found = found
    this.#weightOf = weightOf
  }

  align(oldFrom: number, oldTo: number, nowFrom: number, nowTo: number): void {
    let [low, from, high, to] = [oldFrom, nowFrom, oldTo, nowTo]
    while (low < high && from < to && this.#old[low] === this.#now[from]) this.#found[from++] = low++
    while (low < high && from < to && this.#old[high - 1] === this.#now[to - 1]) this.#found[--to] = --high
    if (low === high || from === to) return
    if ((high - low) * (to - from) <= mostCells) this.#longest(low, high, from, to)
    else this.#between(low, high, from, to)
  }

  /** The common subsequence of most weight. */
  #longest(low: number, high: number, from: number, to: number): void {
    const [old, now] = [this.#old, this.#now]
    const width = to - from + 1
    const weights = new Int32Array((high - low + 1) * width)
    for (let i = high - low - 1; i >= 0; i--) {
      for (let j = to - from - 1; j >= 0; j--) {
        const skipped = Math.max(weights[(i + 1) * width + j]!, weights[i * width + j + 1]!)
        weights[i * width + j] =
          old[low + i] === now[from + j]
            ? Math.max(skipped, weights[(i + 1) * width + j + 1]! + (this.#weightOf?.(old[low + i]!) ?? 1))
            : skipped
      }
    }
    for (let i = 0, j = 0; i < high - low && j < to - from; ) {
      const [here, below, right] = [weights[i * width + j]!, weights[(i + 1) * width + j]!, weights[i * width + j + 1]!]
      if (old[low + i] === now[from + j] && here > below && here > right) this.#found[from + j++] = low + i++
      else if (below >= right) i++
      else j++
    }
  }

  /** Lines that are there once on either side and in the same order; then what lies between them. */
  #between(low: number, high: number, from: number, to: number): void {
    const anchors = increasing(this.#uniquePairs(low, high, from, to))
    if (anchors.length === 0) return
    let [before, start] = [low, from]
    for (const [line, at] of [...anchors, [high, to] as const]) {
      this.align(before, line, start, at)
      if (at < to) this.#found[at] = line
      before = line + 1
      start = at + 1
    }
  }

  #uniquePairs(low: number, high: number, from: number, to: number): Pair[] {
    const places = (keys: Float64Array, start: number, end: number) => {
      const once = new Map<number, number>()
      for (let at = start; at < end; at++) once.set(keys[at]!, once.has(keys[at]!) ? -1 : at)
      return once
    }
    const there = places(this.#old, low, high)
    return [...places(this.#now, from, to)]
      .flatMap(([key, at]): Pair[] => {
        const line = there.get(key) ?? -1
        return at === -1 || line === -1 ? [] : [[line, at]]
      })
      .sort(([, a], [, b]) => a - b)
  }
}
