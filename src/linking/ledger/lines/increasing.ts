export type Pair = readonly [one: number, other: number]

/** The most of some pairs, sorted by their second number, that are sorted by their first one, too. */
export const increasing = (pairs: readonly Pair[]): Pair[] => {
  const ends: number[] = []
  const before = new Int32Array(pairs.length).fill(-1)
  for (const [index, [line]] of pairs.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[ends[middle]!]![0] < line) low = middle + 1
      else high = middle
    }
    if (low > 0) before[index] = ends[low - 1]!
    ends[low] = index
  }
  const chosen: Pair[] = []
  for (let at = ends.at(-1) ?? -1; at !== -1; at = before[at]!) chosen.push(pairs[at]!)
  return chosen.reverse()
}
