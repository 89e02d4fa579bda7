const word = /[\p{L}\p{N}]+/gu
const mostPairs = 20_000

const offset = 0x811c9dc5
const prime = 0x01000193

const mixed = (hash: number, text: string): number => {
  let next = hash
  for (let at = 0; at < text.length; at++) next = Math.imul(next ^ text.charCodeAt(at), prime)
  return next
}

/**
 * A number for two words that stand next to each other, with whatever is no letter between: FNV-1a of 32 bits over them in
 * lower case. Other words may have the same.
 */
export const pairOf = (first: string, second: string): number =>
  mixed(mixed(offset, first.toLowerCase()) ^ 0x20, second.toLowerCase()) | 0

/** The pairs of words of some texts, in order; undefined where there are too many to keep. */
export const pairsIn = (texts: readonly string[]): number[] | undefined => {
  const pairs = new Set<number>()
  for (const text of texts) {
    let before: number | undefined
    for (const [found] of text.matchAll(word)) {
      const lower = found.toLowerCase()
      if (before !== undefined) pairs.add(mixed(before, lower) | 0)
      if (pairs.size > mostPairs) return undefined
      before = mixed(offset, lower) ^ 0x20
    }
  }
  return [...pairs].sort((a, b) => a - b)
}
