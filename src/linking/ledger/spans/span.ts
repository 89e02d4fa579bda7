/** A commit of the default branch: its number in the order of first parents, and when it was committed. */
export interface Step {
  readonly number: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Lines of an origin from `first` up to `end` that were on the default branch for a while, or still are. */
export interface Span {
  first: number
  end: number
  /** In how many files they are. */
  copies: number
  /** When they first came to the default branch. */
  readonly landedAt: number
  /** Whether they had been there before. */
  readonly returned: boolean
  readonly since: Step
  until: Step | undefined
}

/** Takes copies of lines away, or brings some; answers the spans of the origin after it, in order. */
export const changeSpans = (spans: readonly Span[], first: number, end: number, change: number, step: Step): Span[] => {
  const kept: Span[] = []
  /** Where the lines that are not on the branch yet begin. */
  let absent = first
  const gaps: [number, number][] = []
  for (const span of spans) {
    if (span.until !== undefined || span.end <= first || span.first >= end) {
      kept.push(span)
      continue
    }
    const [from, to] = [Math.max(span.first, first), Math.min(span.end, end)]
    if (from > absent) gaps.push([absent, from])
    absent = Math.max(absent, to)
    if (span.first < from) kept.push({ ...span, end: from })
    kept.push(changed({ ...span, first: from, end: to }, change, step))
    if (span.end > to) kept.push({ ...span, first: to })
  }
  if (absent < end) gaps.push([absent, end])
  if (change > 0) for (const [from, to] of gaps) kept.push(...landed(spans, from, to, change, step))
  return joined(kept.sort((a, b) => a.first - b.first || a.since.number - b.since.number))
}

const changed = (span: Span, change: number, step: Step): Span => {
  const copies = span.copies + change
  if (copies > 0) return { ...span, copies }
  const until = { number: step.number, at: Math.max(step.at, span.since.at) }
  return { ...span, copies: 0, until }
}

/** New spans for lines that are not on the branch: some may have been there before. */
const landed = (spans: readonly Span[], first: number, end: number, copies: number, step: Step): Span[] => {
  const edges = new Set([first, end])
  for (const span of spans) for (const edge of [span.first, span.end]) if (edge > first && edge < end) edges.add(edge)
  const points = [...edges].sort((a, b) => a - b)
  return points.slice(1).map((to, index): Span => {
    const from = points[index]!
    const before = spans.filter((span) => span.first <= from && span.end >= to)
    const landedAt = before.length === 0 ? step.at : Math.min(...before.map((span) => span.landedAt))
    return { first: from, end: to, copies, landedAt, returned: before.length > 0, since: step, until: undefined }
  })
}

/** Neighbours to which the same happened are one span: what is stored does not depend on the way there. */
const joined = (spans: readonly Span[]): Span[] => {
  const result: Span[] = []
  for (const span of spans) {
    const before = result.findLast((other) => other.end === span.first && isAlike(other, span))
    if (before === undefined) result.push({ ...span })
    else before.end = span.end
  }
  return result
}

const isAlike = (a: Span, b: Span): boolean =>
  a.copies === b.copies &&
  a.landedAt === b.landedAt &&
  a.returned === b.returned &&
  a.since.number === b.since.number &&
  a.until?.number === b.until?.number
