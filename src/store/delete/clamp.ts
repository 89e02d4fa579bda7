/** A stretch of time: from `since` on, before `until`, in milliseconds since 1970. */
export interface Stretch {
  readonly since: number
  readonly until: number
}

export const lies = (at: number, { since, until }: Stretch): boolean => at >= since && at < until

/**
 * What is left of a span when a stretch of time goes: undefined where all of it lies in there. A start in there becomes
 * the end of the stretch, an end in there the instant before it. Joining spans and clamping them may change places.
 */
export const clamp = <Span extends { readonly startedAt: number; readonly endedAt: number }>(
  span: Span,
  stretch: Stretch,
): Span | undefined => {
  const startedAt = lies(span.startedAt, stretch) ? stretch.until : span.startedAt
  const endedAt = lies(span.endedAt, stretch) ? stretch.since - 1 : span.endedAt
  if (startedAt === span.startedAt && endedAt === span.endedAt) return span
  return startedAt > endedAt ? undefined : { ...span, startedAt, endedAt }
}
