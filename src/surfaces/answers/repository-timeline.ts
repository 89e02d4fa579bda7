import type { ClientBase } from 'pg'
import { z } from 'zod'
import { intentOf } from '../../narrative/intent.ts'
import { commitsOfDays, type DayCommit } from '../../store/questions/commits-of-days.ts'
import { oneRepository } from '../../store/questions/one-repository.ts'
import { endOf, type Period } from '../../store/questions/period.ts'
import { type PullRequestRow, pullRequestsOf } from '../../store/questions/pull-requests-of.ts'
import { type RepositoryDay, repositoryDays } from '../../store/questions/repository-days.ts'
import { type DaySession, sessionsOfDays } from '../../store/questions/sessions-of-days.ts'
import { defineAnswer } from './answer.ts'
import { count, instant, iso } from './fields.ts'
import { pageFrom, pageOf, startOf } from './page.ts'
import { pageParameters, periodFrom, periodParameters, text } from './parameters.ts'

/** So many commits, and so many sessions, are named of one day; the counts are of all. */
const namedOfDay = 40
const mostPullRequests = 1000

const session = z.strictObject({
  id: z.string().describe("The log's id"),
  agent: z.string(),
  person: z.string(),
  branch: z.string().nullable(),
  intent: z.string().nullable().describe('What it was for, in a line; null where nothing says it'),
  prompts: count('Of the whole session'),
  startedAt: instant('First event'),
  endedAt: instant('Latest event'),
  from: instant('When it began to do something on this day, to the quarter of an hour'),
  until: instant('When it did something last on this day, to the quarter of an hour'),
})

const commit = z.strictObject({
  commit: z.string().describe('The full id'),
  subject: z.string(),
  person: z.string(),
  committedAt: instant('As its committer says'),
  merge: z.boolean(),
  added: count('Lines'),
  removed: count('Lines'),
  pullRequest: z.int().nullable(),
})

const pullRequest = z.strictObject({
  number: z.int(),
  title: z.string(),
  person: z.string().nullable(),
  commit: z.string().describe('The commit by which it was merged'),
  inferred: z.boolean().describe('Concluded from commits alone'),
  mergedAt: instant('When it was merged'),
})

const day = z.strictObject({
  day: z.string().describe('As `2026-02-09`, in the time zone of the answer'),
  startsAt: instant('When the day begins'),
  endsAt: instant('When the next day begins'),
  counts: z.strictObject({
    commits: z.int(),
    added: count('Lines of commits that are no merges'),
    removed: count('The same'),
    pullRequests: count('Merged on the day'),
    sessions: count('Sessions that did something on the day'),
  }),
  commits: z.array(commit).describe(`The first first; of a day with more than ${namedOfDay} its latest`),
  pullRequests: z.array(pullRequest),
  sessions: z.array(session).describe(`The first first; at most ${namedOfDay}`),
})

const repository = z.strictObject({
  id: z.string(),
  name: z.string(),
  remote: z.string().nullable(),
  defaultBranch: z.string().nullable(),
})

const commitOf = (row: DayCommit): z.output<typeof commit> => ({
  commit: row.sha,
  subject: row.subject,
  person: row.personName,
  committedAt: iso(row.committedAt),
  merge: row.parents > 1,
  added: row.added,
  removed: row.removed,
  pullRequest: row.pullRequest,
})

const pullRequestItem = (row: PullRequestRow): z.output<typeof pullRequest> => ({
  number: row.number,
  title: row.title,
  person: row.personName,
  commit: row.sha,
  inferred: row.inferred,
  mergedAt: iso(row.mergedAt),
})

const sessionOf = (row: DaySession): z.output<typeof session> => ({
  id: row.logId,
  agent: row.agent,
  person: row.personName,
  branch: row.branch,
  intent: intentOf(row) ?? null,
  prompts: row.prompts,
  startedAt: iso(row.startedAt),
  endedAt: iso(row.endedAt),
  from: iso(row.from),
  until: iso(row.until),
})

/** What of the days is named: days are in order, the latest first. */
const happenedOn = async (client: ClientBase, id: string, days: readonly RepositoryDay[], period: Period) => {
  const [latest, earliest] = [days[0], days.at(-1)]
  if (!latest || !earliest) return { commits: [], pullRequests: [], sessions: [] }
  const since = Math.max(earliest.startsAt, period.since ?? 0)
  const until = Math.min(latest.endsAt, period.until ?? latest.endsAt)
  const end = endOf(period) ?? until
  const stretches = days.map(({ startsAt, endsAt }) => ({
    startsAt: Math.max(startsAt, since),
    endsAt: Math.min(endsAt, end),
  }))
  const { timezone, asOf } = period
  const within = { ...period, since, until }
  return {
    commits: await commitsOfDays(client, id, stretches, namedOfDay),
    pullRequests: await pullRequestsOf(client, within, { repository: id, limit: mostPullRequests }),
    sessions: await sessionsOfDays(client, id, { since, until, asOf, timezone, limit: namedOfDay }),
  }
}

/** What happened in a repository day by day: what lies beside each other happened at the same time, no more. */
export const repositoryTimeline = defineAnswer({
  name: 'repository-timeline',
  path: '/repositories/{id}/timeline',
  summary: 'commits, merged pull requests and the sessions that ran at that time in a repository, the latest day first',
  parameters: z.strictObject({
    id: text('Id of the repository, or its whole name'),
    ...periodParameters,
    ...pageParameters(7, 31),
  }),
  answer: pageOf(day).extend({ repository, timezone: z.string().describe('In which days begin') }),
  run: async (context, parameters) => {
    const { client } = context
    const { limit } = parameters
    const start = startOf('repository-timeline', z.strictObject({ day: z.iso.date() }), parameters, context.now)
    const period = await periodFrom(context, parameters, start.now)
    const known = await oneRepository(client, parameters.id)
    const { since, timezone } = period
    const filter = { since, until: endOf(period), timezone, before: start.after?.day, limit: limit + 1 }
    const days = await repositoryDays(client, known.id, filter)
    const happened = await happenedOn(client, known.id, days.slice(0, limit), period)
    const itemOf = ({ day: name, startsAt, endsAt, ...counts }: RepositoryDay): z.output<typeof day> => {
      const isOfDay = (at: number) => at >= startsAt && at < endsAt
      return {
        day: name,
        startsAt: iso(startsAt),
        endsAt: iso(endsAt),
        counts,
        commits: happened.commits.filter(({ committedAt }) => isOfDay(committedAt)).map(commitOf),
        pullRequests: happened.pullRequests.filter(({ mergedAt }) => isOfDay(mergedAt)).map(pullRequestItem),
        sessions: happened.sessions.filter((row) => row.day === name).map(sessionOf),
      }
    }
    const page = pageFrom(start, days, limit, { item: itemOf, key: (row) => ({ day: row.day }) })
    return { repository: known, timezone, ...page }
  },
})
