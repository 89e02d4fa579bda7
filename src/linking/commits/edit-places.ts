import { hashesOf } from './content-rule.ts'

/**
 * Tells which of an edit's added lines the lines of a commit are. They are asked for in the commit's order: of equal
 * lines the next one after the last that was found is meant, so that of two parts of an edit that were committed apart
 * each finds its own.
 */
export class EditPlaces {
  readonly #unused = new Map<string, number[]>()
  #next = 0

  /** @param added the hashes of the lines that the edit added */
  constructor(added: Buffer) {
    for (const [index, hash] of hashesOf(added).entries()) {
      if (hash === undefined) continue
      const there = this.#unused.get(hash)
      if (there) there.push(index)
      else this.#unused.set(hash, [index])
    }
  }

  /** The index of a line with this hash, each at most once; undefined where none is left. */
  take(hash: string): number | undefined {
    const unused = this.#unused.get(hash)
    if (unused === undefined || unused.length === 0) return undefined
    const after = unused.findIndex((index) => index >= this.#next)
    const [index] = unused.splice(Math.max(0, after), 1)
    this.#next = index! + 1
    return index
  }
}
