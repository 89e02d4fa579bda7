/** The middle value; of an even number the mean of the two in the middle. Not a number of nothing. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Each value over the one that was measured beside it. */
export const pairwise = (values: readonly number[], others: readonly number[]): number[] =>
  values.map((value, index) => value / others[index]!)

/** The value below which a share of all lies, the nearest one that was measured. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)]!
