/**
 * The lines of a file, each with its origin: runs `[origin, first, count]` one after the other. An origin is a number
 * (see `line_origin`), `first` the index of a run's first line among those that its origin added. Origin 0 is unknown.
 */
export type Runs = Int32Array

/** The count of a run of unknown lines of which nobody knows how many they are: it is the last one. */
export const endless = 0x7fff_ffff

export const noLines: Runs = new Int32Array(0)

/** A file of which nothing is known. */
export const unknownLines: Runs = new Int32Array([0, 0, endless])

/** Puts runs together; what goes on where the run before ends becomes one with it. */
export class RunsBuilder {
  readonly #runs: number[] = []

  add(origin: number, first: number, count: number): void {
    if (count === 0) return
    const runs = this.#runs
    const last = runs.length - 3
    if (last >= 0 && runs[last] === origin && (origin === 0 || runs[last + 1]! + runs[last + 2]! === first)) {
      runs[last + 2] = count === endless ? endless : runs[last + 2]! + count
      return
    }
    runs.push(origin, origin === 0 ? 0 : first, count)
  }

  take(): Runs {
    return Int32Array.from(this.#runs)
  }
}

/** Reads lines out of runs, from the first to the last. */
export class RunsReader {
  readonly #runs: Runs
  #at = 0
  /** The line with which the run at `#at` begins. */
  #line = 0

  constructor(runs: Runs) {
    this.#runs = runs
  }

  /**
   * Adds `count` lines from number `from` (0 is the first) on to a builder; `endless` takes all that is left. A call may
   * not begin before the end of the one before.
   * @returns whether there were so many
   */
  take(from: number, count: number, into: RunsBuilder): boolean {
    const runs = this.#runs
    let line = from
    let left = count
    while (left > 0) {
      if (this.#at >= runs.length) return left === endless && line <= this.#line
      const length = runs[this.#at + 2]!
      const end = length === endless ? endless : this.#line + length
      if (end <= line) {
        this.#line = end
        this.#at += 3
        continue
      }
      const inside = line - this.#line
      const piece = length === endless ? left : Math.min(left, length - inside)
      into.add(runs[this.#at]!, runs[this.#at + 1]! + inside, piece)
      if (piece === endless) return true
      line += piece
      if (left !== endless) left -= piece
    }
    return true
  }
}
