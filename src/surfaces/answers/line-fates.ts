import { z } from 'zod'
import type { LineSums } from '../../store/questions/line-sums.ts'
import { survivalDays } from '../../store/questions/survival-of.ts'
import { count, instant, isoOrNull } from './fields.ts'

/** What became of the lines of an edit, or of all of a session. */
export const lineSums = z.strictObject({
  counted: count('Added lines that count: in no lock file or generated file, and of four characters or more'),
  standing: count('Of these, lines that no later edit of the session took out again'),
  committed: count('Lines found in a commit, each once, however many commits have it'),
  landed: count('Of these, lines that came to the default branch'),
  there: count('Of these, lines that are still there, unchanged but for white space'),
  standingLanded: count('Lines that stood when the session ended and came to the default branch'),
  landedShare: z.number().nullable().describe('`standingLanded` of `standing`; null where no line stood'),
  survival: z
    .array(
      z.strictObject({
        days: z.int(),
        known: count('Lines that landed so many days before `knownUntil`, or earlier'),
        alive: count('Of these, lines that were there so many days after landing'),
        share: z.number().nullable().describe('`alive` of `known`; null where nothing is known yet'),
      }),
    )
    .describe(`After ${survivalDays.join(', ')} days`),
  knownUntil: instant('Until when the history is known').nullable().describe('Null where no line counts'),
})

/** What became of lines as it is answered. */
export const lineSumsOf = (sums: LineSums): z.output<typeof lineSums> => {
  const { counted, standing, committed, landed, there, standingLanded, survival, knownUntil } = sums
  return {
    counted,
    standing,
    committed,
    landed,
    there,
    standingLanded,
    landedShare: standing === 0 ? null : standingLanded / standing,
    survival: survival.map(({ days, known, alive }) => ({
      days,
      known,
      alive,
      share: known === 0 ? null : alive / known,
    })),
    knownUntil: isoOrNull(knownUntil),
  }
}

/** The same of a session, where it may not be known yet. */
export const sessionLines = lineSums
  .nullable()
  .describe(
    'What became of the lines that it wrote, its subagents included; null where that is not known yet: its edits are still being followed through the history',
  )
