import { z } from 'zod'
import { sourcesSummary } from '../../store/questions/sources-summary.ts'
import { weekWithActivity } from '../../store/questions/week-with-activity.ts'
import { type AnswerContext, defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { knownParameters, periodFrom } from './parameters.ts'

/** The last instant that a date can name, in milliseconds since 1970. */
const latestDate = 8.64e15

const day = (description: string) => z.string().meta({ format: 'date', description })

/** The calendar day of an instant. */
const dayOf = (at: number, timezone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

const readingOf = ({ sources, sourcesDone, readTo }: NonNullable<AnswerContext['firstReading']>) => ({
  sources,
  done: sourcesDone,
  readTo: readTo > 0 && readTo <= latestDate ? iso(readTo) : null,
})

/** Whose data is served, as of when, and how far it reaches. */
export const installation = defineAnswer({
  name: 'installation',
  path: '/installation',
  summary: 'time zone, today, the latest week with activity, and how far the reading has come',
  parameters: z.strictObject(knownParameters),
  answer: z.strictObject({
    sample: z.boolean().describe("Whether this is the fictional sample team's"),
    timezone: z.string().describe('IANA time zone in which days begin'),
    today: day('The day that it is there'),
    week: z
      .strictObject({
        since: day('Its first day'),
        until: day('Its last day'),
        current: z.boolean().describe('Whether it ends today'),
      })
      .nullable()
      .describe('The latest seven days with activity; null while nothing is on record'),
    firstReading: z
      .strictObject({
        sources: count('Logs and repositories with something new'),
        done: count('Of these read'),
        readTo: instant('All that is newer is read: the newest comes first').nullable(),
      })
      .nullable()
      .describe('How far the first reading of everything is since the server started; null once it is done'),
    failedSources: count('Logs and repositories that cannot be read'),
  }),
  run: async (context, parameters) => {
    const { client, workspace, now } = context
    const { asOf = now, timezone } = await periodFrom(context, parameters, now)
    const week = await weekWithActivity(client, timezone, asOf - 1)
    const { firstReading } = context
    const { unreadable } = await sourcesSummary(client)
    return {
      sample: workspace.sample,
      timezone,
      today: dayOf(asOf - 1, timezone),
      week: week
        ? { since: dayOf(week.since, timezone), until: dayOf(week.until - 1, timezone), current: week.current }
        : null,
      firstReading: firstReading ? readingOf(firstReading) : null,
      failedSources: unreadable,
    }
  },
})
