const picoPerDollar = 1e12

/** The cost of a group in US dollars, of the messages whose price is known; null where none has one. */
export const costUsd = (row: {
  readonly messages: number
  readonly unpricedMessages: number
  readonly cost: number
}): number | null => (row.messages > 0 && row.unpricedMessages === row.messages ? null : row.cost / picoPerDollar)
