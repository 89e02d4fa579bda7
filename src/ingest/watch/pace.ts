/** How long to wait between looks that each cost something, so that all of them stay under a share of a core. */
export interface Pace {
  /** Milliseconds to wait now. */
  readonly interval: number
  /** Learns what a look cost, in milliseconds. */
  note(cost: number): void
}

/**
 * @param share of a core, say 0.005
 * @param least and
 * @param most milliseconds to wait
 */
export const paceOf = (share: number, least: number, most: number): Pace => {
  let interval = least
  return {
    get interval() {
      return interval
    },
    note(cost) {
      interval = Math.min(most, Math.max(least, Math.round(cost / share)))
    },
  }
}
