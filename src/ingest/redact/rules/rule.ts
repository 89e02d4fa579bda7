/** One secret in a text. */
export interface Finding {
  /** Short and stable: what stands in `[redacted: kind]`. */
  readonly kind: string
  readonly start: number
  readonly end: number
  /** Where findings overlap, the kind of the one with the smallest rank is named. */
  readonly rank: number
}

/** How telling a finding's shape is: a vendor's prefix says more than the name of a variable. */
export const rank = { exact: 0, address: 1, header: 2, assignment: 3 } as const

export type Report = (kind: string, start: number, end: number, rank: number) => void

/** A literal that everything a rule finds contains: three characters or more. */
export interface Marker {
  readonly text: string
  /** Whether `TOKEN` is a `token`. Default: no. */
  readonly anyCase?: boolean
}

/**
 * A rule is asked only where one of its markers stands, which keeps the cost of all rules near that of one pass. It
 * looks at a bounded stretch around that place, so no input makes it slow.
 */
export interface Rule {
  readonly markers: readonly Marker[]
  /**
   * Looks around the marker at `at` and reports what it finds.
   * @returns the offset before which this rule need not be asked again
   */
  find(text: string, at: number, report: Report): number
  /** Called once after the last marker of a text. */
  finish?(text: string, report: Report): void
}

export const exactly = (...texts: string[]): Marker[] => texts.map((text) => ({ text }))
export const inAnyCase = (...texts: string[]): Marker[] => texts.map((text) => ({ text, anyCase: true }))
