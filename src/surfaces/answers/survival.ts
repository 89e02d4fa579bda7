import { z } from 'zod'
import { survivalDays, survivalOf } from '../../store/questions/survival-of.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { filters, periodFrom, periodParameters } from './parameters.ts'

/** What became of lines that landed. */
export const survival = defineAnswer({
  name: 'survival',
  path: '/survival',
  summary: `lines that came to default branches, and how many of them were there ${survivalDays.join(', ')} days later`,
  parameters: z.strictObject({ repo: filters.repo, ...periodParameters }),
  answer: z.array(
    z.strictObject({
      repository: z.string(),
      repositoryId: z.string(),
      landed: count('Lines that came to the default branch in the period, each once'),
      knownUntil: instant('Until when its history is known: what lies after its newest commit is not known yet'),
      survival: z.array(
        z.strictObject({
          days: z.int(),
          known: count('Lines that landed so many days before that, or earlier'),
          alive: count('Of these, lines that were there so many days after landing, unchanged but for white space'),
          share: z.number().nullable().describe('`alive` of `known`; null where nothing is known yet'),
        }),
      ),
    }),
  ),
  run: async (context, { repo, ...asked }) => {
    const { since, until, asOf } = await periodFrom(context, asked, context.now)
    const rows = await survivalOf(context.client, { repository: repo, since, until, asOf })
    return rows.map(({ repository, name, landed, knownUntil, survival: lines }) => ({
      repository: name,
      repositoryId: repository,
      landed,
      knownUntil: iso(knownUntil),
      survival: lines.map(({ days, known, alive }) => ({
        days,
        known,
        alive,
        share: known === 0 ? null : alive / known,
      })),
    }))
  },
})
