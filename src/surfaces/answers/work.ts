import { z } from 'zod'
import { MaestroError } from '../../model/errors.ts'
import { workAnswer } from '../../narrative/work-answer.ts'
import type { Period } from '../../store/questions/period.ts'
import { defineAnswer } from './answer.ts'
import { count, milliseconds } from './fields.ts'
import { periodFrom, periodParameters, scopeFrom, scopeParameters } from './parameters.ts'

const dayMs = 86_400_000
const nullableText = z.string().nullable()

const session = z.strictObject({
  id: z.string(),
  logId: z.string(),
  agent: z.string(),
  intent: nullableText.describe('What it was for, in a line'),
  person: z.string(),
  branch: nullableText,
  startedAt: milliseconds('Milliseconds since 1970'),
  endedAt: milliseconds('Milliseconds since 1970'),
  prompts: z.int(),
  files: z.int(),
  added: z.int(),
  removed: z.int(),
})

const place = z.strictObject({
  repository: nullableText.describe('Null where the repository of a directory is not known'),
  name: z.string(),
  sessions: z.array(session),
  commits: count('Commits that are no merges'),
  added: z.int(),
  removed: z.int(),
  authors: z.array(z.string()),
  latestCommits: z.array(
    z.strictObject({ sha: z.string(), subject: z.string(), person: z.string(), committedAt: z.number() }),
  ),
  pullRequests: z.array(
    z.strictObject({
      number: z.int(),
      title: z.string(),
      inferred: z.boolean(),
      person: nullableText,
      mergedAt: z.number(),
    }),
  ),
})

const spent = z.strictObject({
  tokens: z.int(),
  costUsd: z.number().nullable().describe('US dollars; null where no price is known'),
  costIncomplete: z.boolean().describe('Some messages have no known price'),
  lowerBound: z.boolean().describe('Some messages log less output than there was'),
})

const total = spent.extend({ sessions: z.int(), prompts: z.int() })

const mostDays = 93

/** The period that is asked about; undefined where none is. Throws `MaestroError('usage')` for one that is too long. */
const askedPeriod = ({ since, until }: Period, now: number): { since: number; until: number } | undefined => {
  if (since === undefined && until === undefined) return undefined
  const end = until ?? now
  const start = since ?? end - 7 * dayMs
  if (start < end && end - start <= mostDays * dayMs) return { since: start, until: end }
  throw new MaestroError(
    'usage',
    `This tells of a period of at most ${mostDays} days.`,
    'Name a shorter one; usage and sessions answer for any.',
  )
}

/** What was worked on in a period. */
export const work = defineAnswer({
  name: 'work',
  path: '/work',
  summary: 'what was worked on where in a period, or in the last seven days with activity, and what it used',
  parameters: z.strictObject({ ...scopeParameters, ...periodParameters }),
  answer: z.strictObject({
    sample: z.boolean().describe("Whether this is the fictional sample team's"),
    answer: z
      .strictObject({
        period: z.strictObject({ since: z.number(), until: z.number(), timezone: z.string() }),
        current: z.boolean().describe('Whether the period is not over yet'),
        places: z.array(place),
        usage: total,
        before: total.describe('The period of the same length before'),
        byAgent: z.array(spent.extend({ agent: z.string() })),
      })
      .nullable()
      .describe('Null while nothing is on record'),
  }),
  run: async (context, parameters) => {
    const { client, pricer, workspace, now } = context
    const period = await periodFrom(context, parameters, now)
    const { asOf, timezone } = period
    const filter = scopeFrom(parameters)
    const asked = { timezone, now, asOf, pricer, filter, period: askedPeriod(period, asOf ?? now) }
    return { sample: workspace.sample, answer: (await workAnswer(client, asked)) ?? null }
  },
})
