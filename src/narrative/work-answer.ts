import type { ClientBase } from 'pg'
import type { Pricer } from '../config/prices/index.ts'
import { costUsd } from '../metrics/usage/cost-usd.ts'
import { cutSlots, knownSlotParts } from '../metrics/usage/derive-usage-slots.ts'
import { type CommitRow, commitsOf } from '../store/questions/commits-of.ts'
import { endOf, type Period } from '../store/questions/period.ts'
import { type PullRequestRow, pullRequestsOf } from '../store/questions/pull-requests-of.ts'
import type { Scope } from '../store/questions/scope-sql.ts'
import { type SessionRow, sessionsOf, sessionTotals } from '../store/questions/sessions-of.ts'
import { type UsageRow, usageBy } from '../store/questions/usage-by.ts'
import { type Week, weekWithActivity } from '../store/questions/week-with-activity.ts'
import { knownIntentOf } from './known-intents.ts'

/** A session in the answer: what it was for, and its size. Times in milliseconds since 1970. */
export interface WorkSession {
  readonly id: string
  readonly logId: string
  readonly agent: string
  readonly intent: string | null
  readonly person: string
  readonly branch: string | null
  readonly startedAt: number
  readonly endedAt: number
  readonly prompts: number
  readonly files: number
  readonly added: number
  readonly removed: number
}

/** What happened in one repository, or in a directory whose repository is not known. */
export interface WorkPlace {
  readonly repository: string | null
  readonly name: string
  readonly sessions: readonly WorkSession[]
  readonly commits: number
  readonly added: number
  readonly removed: number
  readonly authors: readonly string[]
  readonly latestCommits: readonly {
    readonly sha: string
    readonly subject: string
    readonly person: string
    readonly committedAt: number
  }[]
  readonly pullRequests: readonly {
    readonly number: number
    readonly title: string
    readonly inferred: boolean
    readonly person: string | null
    readonly mergedAt: number
  }[]
}

/** What was spent. `costUsd` is null where no price is known. */
export interface Spent {
  readonly tokens: number
  readonly costUsd: number | null
  /** Some messages have no known price: `costUsd` leaves them out. */
  readonly costIncomplete: boolean
  /** Some messages are known to log less output than there was. */
  readonly lowerBound: boolean
}

/** Usage of a period in one figure each. */
export interface UsageTotal extends Spent {
  readonly sessions: number
  readonly prompts: number
}

/** The short answer: what was worked on where in a week, and what it used against the week before. */
export interface WorkAnswer {
  readonly period: { readonly since: number; readonly until: number; readonly timezone: string }
  /** Whether the week ends now; otherwise it ends with the latest day with any activity. */
  readonly current: boolean
  readonly places: readonly WorkPlace[]
  readonly usage: UsageTotal
  readonly before: UsageTotal
  readonly byAgent: readonly (Spent & { readonly agent: string })[]
}

/**
 * Answers for a period and the one of the same length before it; without one, for the seven days up to `now`, else up to
 * the latest activity. Undefined when there is nothing at all on record. Instants in milliseconds since 1970.
 */
export const workAnswer = async (
  client: ClientBase,
  options: {
    readonly timezone: string
    readonly now: number
    readonly asOf?: number | undefined
    readonly pricer: Pricer
    readonly period?: { readonly since: number; readonly until: number } | undefined
    readonly filter?: Scope | undefined
  },
): Promise<WorkAnswer | undefined> => {
  const { filter = {} } = options
  const latest = await weekWithActivity(client, options.timezone, (options.asOf ?? options.now) - 1)
  if (!latest) return undefined
  const week = options.period ? namedPeriod(options.period, options.asOf ?? options.now) : latest
  const known = options.asOf === undefined ? {} : { asOf: options.asOf }
  const period = { timezone: options.timezone, since: week.since, until: week.until, ...known }
  const before = { timezone: options.timezone, since: week.before, until: week.since, ...known }
  const parts = await knownSlotParts(client, period, options.pricer)
  const sessions = await sessionsOf(client, period, filter, parts)
  return {
    period: { since: week.since, until: Math.min(week.until, endOf(period) ?? week.until), timezone: options.timezone },
    current: week.current,
    places: placesOf(sessions, await commitsOf(client, period, filter), await pullRequestsOf(client, period, filter)),
    usage: await totalOf(client, period, filter, options.pricer, {
      sessions: sessions.length,
      prompts: sessions.reduce((sum, session) => sum + session.prompts, 0),
    }),
    before: await totalOf(client, before, filter, options.pricer, await sessionTotals(client, before, filter)),
    byAgent: (await usageBy(client, ['agent'], period, await cutSlots(client, period, options.pricer), filter)).map(
      (row) => ({ agent: row.keys.agent!, ...spentOf(row) }),
    ),
  }
}

const namedPeriod = ({ since, until }: { readonly since: number; readonly until: number }, now: number): Week => ({
  before: since - (until - since),
  since,
  until,
  current: since < now && now <= until,
})

const tokensOf = (row: UsageRow): number =>
  row.inputTokens + row.cacheCreationTokens + row.cacheReadTokens + row.outputTokens

const spentOf = (row: UsageRow | undefined): Spent => ({
  tokens: row ? tokensOf(row) : 0,
  costUsd: row ? costUsd(row) : 0,
  costIncomplete: (row?.unpricedMessages ?? 0) > 0,
  lowerBound: (row?.lowerBoundMessages ?? 0) > 0,
})

const totalOf = async (
  client: ClientBase,
  period: Period,
  filter: Scope,
  pricer: Pricer,
  { sessions, prompts }: { readonly sessions: number; readonly prompts: number },
): Promise<UsageTotal> => {
  const [row] = await usageBy(client, [], period, await cutSlots(client, period, pricer), filter)
  return { sessions, prompts, ...spentOf(row) }
}

const placesOf = (
  sessions: readonly SessionRow[],
  commits: readonly CommitRow[],
  pulls: readonly PullRequestRow[],
): WorkPlace[] => {
  const sessionsBy = Map.groupBy(sessions, (session) => session.repository ?? `directory:${session.cwd ?? ''}`)
  const commitsBy = Map.groupBy(commits, (commit) => commit.repository)
  const pullsBy = Map.groupBy(pulls, (pull) => pull.repository)
  const keys = new Set([...sessionsBy.keys(), ...commitsBy.keys(), ...pullsBy.keys()])
  return [...keys]
    .map((key): WorkPlace => {
      const here = sessionsBy.get(key) ?? []
      const made = (commitsBy.get(key) ?? []).filter((commit) => commit.parents < 2)
      const merged = pullsBy.get(key) ?? []
      const known = key.startsWith('directory:') ? null : key
      return {
        repository: known,
        name:
          here[0]?.repositoryName ??
          made[0]?.repositoryName ??
          merged[0]?.repositoryName ??
          here[0]?.cwd ??
          'an unknown directory',
        sessions: here.map((session) => ({
          id: session.id,
          logId: session.logId,
          agent: session.agent,
          intent: knownIntentOf(session) ?? null,
          person: session.personName,
          branch: session.branch,
          startedAt: session.startedAt,
          endedAt: session.endedAt,
          prompts: session.prompts,
          files: session.files,
          added: session.added,
          removed: session.removed,
        })),
        commits: made.length,
        added: made.reduce((sum, commit) => sum + commit.added, 0),
        removed: made.reduce((sum, commit) => sum + commit.removed, 0),
        authors: [...new Set(made.filter((commit) => !commit.bot).map((commit) => commit.personName))].sort(),
        latestCommits: made
          .slice(0, 5)
          .map(({ sha, subject, personName, committedAt }) => ({ sha, subject, person: personName, committedAt })),
        pullRequests: merged.map(({ number, title, inferred, personName, mergedAt }) => ({
          number,
          title,
          inferred,
          person: personName,
          mergedAt,
        })),
      }
    })
    .sort((a, b) => b.sessions.length - a.sessions.length || b.commits - a.commits || (a.name < b.name ? -1 : 1))
}
