import { hashesOf } from './content-rule.ts'

/**
 * Tells which of an edit's added lines the lines of a commit are. They are asked for in the commit's order: of equal
 * lines the next one after the last that was found is meant, so that of two parts of an edit that were committed apart
 * each finds its own.
 */
export class EditPlaces {
  /** By hash the indexes that are left: those from `from` on. */
  readonly #unused = new Map<string, { readonly indexes: number[]; from: number }>()
  #next = 0

  /** @param added the hashes of the lines that the edit added */
  constructor(added: Buffer) {
    for (const [index, hash] of hashesOf(added).entries()) {
      if (hash === undefined) continue
      const there = this.#unused.get(hash)
      if (there) there.indexes.push(index)
      else this.#unused.set(hash, { indexes: [index], from: 0 })
    }
  }

  /** The index of a line with this hash, each at most once; undefined where none is left. */
  take(hash: string): number | undefined {
    const unused = this.#unused.get(hash)
    if (unused === undefined || unused.from === unused.indexes.length) return undefined
    const { indexes, from } = unused
    let at = from
    while (at < indexes.length && indexes[at]! < this.#next) at++
    if (at === indexes.length) at = from
    const index = indexes[at]!
    if (at === from) unused.from++
    else indexes.splice(at, 1)
    this.#next = index + 1
    return index
  }
}
