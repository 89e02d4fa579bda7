/** The middle value; of an even number the mean of the two in the middle. Not a number of nothing. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Each value over the one that was measured beside it. */
export const pairwise = (values: readonly number[], others: readonly number[]): number[] =>
  values.map((value, index) => value / others[index]!)
