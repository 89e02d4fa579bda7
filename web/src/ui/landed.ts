import type { Answer } from '../api/ask.ts'
import { count, percent, plural } from './format.ts'

/** What became of the lines of a session; null where that is not known yet. */
export type Landed = Answer<'sessions'>['items'][number]['lines']

/** `92 % landed`, `not committed`; undefined where there is nothing of which it could be said. */
export const landedShort = (lines: Landed | undefined): string | undefined => {
  if (lines === undefined) return undefined
  if (lines === null) return 'landed: not known yet'
  if (lines.landedShare === null) return undefined
  if (lines.standingLanded > 0) return `${percent(lines.landedShare)} landed`
  return lines.committed > 0 ? 'committed, not landed' : 'not committed'
}

/** The same in sentences, with how many of the lines stood later. */
export const landedInWords = (lines: Landed | undefined): string | undefined => {
  if (lines === undefined) return undefined
  if (lines === null) return 'What became of its lines is not known yet.'
  if (lines.landedShare === null) return undefined
  const landed = `Of ${plural(lines.standing, 'line')} that stood at its end ${count(lines.standingLanded)} came to the default branch (${percent(lines.landedShare)})`
  const kept = lines.survival.findLast(({ known }) => known > 0)
  if (kept === undefined) return `${landed}.`
  const of = kept.known === lines.landed ? 'those that landed' : `${count(kept.known)} that landed so long ago`
  return `${landed}; ${percent(kept.share ?? 0)} of ${of} stood ${kept.days} days later.`
}
