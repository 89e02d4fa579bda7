import type { ClientBase } from 'pg'
import { prepared } from '../prepared.ts'
import { type Period, withinPeriod } from './period.ts'
import { type Bind, type Scope, sessionScope } from './scope-sql.ts'
import { summaryColumns, summarySql } from './summary-sql.ts'
import type { SlotPart } from './usage-by.ts'

/** A session with its subagents, as lists show it. Times in milliseconds since 1970; `cost` in 1e-12 USD. */
export interface SessionRow {
  readonly id: string
  readonly logId: string
  readonly agent: string
  readonly repository: string | null
  readonly repositoryName: string | null
  readonly placedBy: string | null
  readonly person: string
  readonly personName: string
  readonly cwd: string | null
  readonly branch: string | null
  readonly title: string | null
  readonly goal: string | null
  readonly startedAt: number
  readonly endedAt: number
  readonly activeMs: number
  readonly prompts: number
  readonly toolCalls: number
  readonly toolErrors: number
  readonly interruptions: number
  readonly rejections: number
  readonly compactions: number
  readonly edits: number
  readonly files: number
  readonly added: number
  readonly removed: number
  readonly subagents: number
  readonly events: number
  readonly tokens: number
  readonly cost: number
  readonly unpricedMessages: number
  /** Commits that it stands behind. */
  readonly commits: number
  /** What the list is ordered by before the time; 0 where by nothing. */
  readonly sorted: number
}

/** SQL of the summary of `member`, a session of a tree, and of what it used in a quarter of an hour. */
export interface ConditionSources {
  readonly part: string
  readonly slot: string
}

/** SQL of a condition on a session of a list: `root` is its summary, `place` where it belongs. */
export type SessionCondition = (bind: Bind, sources: ConditionSources) => string

const sumOfTree = (sum: string, { part }: ConditionSources): string => `(
  select coalesce(sum(${sum}), 0) from session_place member cross join lateral (${part}) part
  where member.org = 1 and member.root = root.session)`

/** By what a list can be ordered: SQL of a whole number, of which the largest come first; the latest of equals first. */
const sortSql = {
  latest: undefined,
  oldest: () => '-floor(extract(epoch from root.started_at) * 1000)',
  active: (sources) => sumOfTree('part.active_ms', sources),
  cost: ({ slot }) => `(
    select coalesce(sum(slot.cost), 0) from session_place member cross join lateral (${slot}) slot
    where member.org = 1 and member.root = root.session)`,
  prompts: () => 'root.prompts',
  calls: (sources) => sumOfTree('part.tool_calls', sources),
  lines: (sources) => sumOfTree('part.added + part.removed', sources),
} as const satisfies Readonly<Record<string, ((sources: ConditionSources) => string) | undefined>>

export type SessionSort = keyof typeof sortSql

export const sessionSorts = Object.keys(sortSql) as [SessionSort, ...SessionSort[]]

/** Where a session stands in a list. */
export interface SessionKey {
  /** What the list is ordered by before the time; 0 where by nothing. */
  readonly sorted: number
  /** Milliseconds since 1970. */
  readonly endedAt: number
  readonly id: string
}

export interface SessionFilter extends Scope {
  readonly agent?: string | undefined
  /** Only these sessions (their ids). */
  readonly ids?: readonly string[] | undefined
  /** Only this session (its id). */
  readonly id?: string | undefined
  readonly conditions?: readonly SessionCondition[] | undefined
  readonly sort?: SessionSort | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?: SessionKey | undefined
  readonly limit?: number | undefined
}

/** Sums of what logs claim may be larger than a number can be. */
const most = Number.MAX_SAFE_INTEGER

/** What lists of sessions are read from. */
interface Sources extends ConditionSources {
  /** SQL of common tables before the query. */
  readonly common: string
  /** All summaries. */
  readonly summaries: string
}

const slotColumns =
  'session, model, cost, unpriced_messages, input_tokens, cache_creation_tokens, cache_read_tokens, output_tokens'

const now: Sources = {
  common: '',
  summaries: 'session_summary',
  part: 'select * from session_summary where org = 1 and session = member.session',
  slot: 'select * from usage_slot where org = 1 and session = member.session',
}

/** As it was known then: only for sessions that went on after it is anything computed again. `parts` are cut slots. */
const then = (asOf: string, parts: string): Sources => {
  const columns = ['org', ...summaryColumns].join(', ')
  return {
    common: `straddling as materialized (
      select 1 as org, ${summaryColumns.join(', ')} from (${summarySql(
        `coalesce((select array_agg(session) from session_summary where org = 1 and started_at < ${asOf} and ended_at >= ${asOf}), '{}')`,
        asOf,
      )}) straddled (${summaryColumns.join(', ')})
    ), cut as materialized (
      select ${slotColumns} from jsonb_to_recordset(${parts}::jsonb) as part (session text, model text, cost bigint,
        unpriced_messages bigint, input_tokens bigint, cache_creation_tokens bigint, cache_read_tokens bigint,
        output_tokens bigint)
    ), `,
    summaries: `(
      select ${columns} from session_summary where org = 1 and ended_at < ${asOf}
      union all select ${columns} from straddling)`,
    part: `select ${columns} from session_summary where org = 1 and session = member.session and ended_at < ${asOf}
      union all select ${columns} from straddling where session = member.session`,
    slot: `select ${slotColumns} from usage_slot
        where org = 1 and session = member.session and slot + interval '15 minutes' <= ${asOf}
      union all select ${slotColumns} from cut where session = member.session`,
  }
}

interface Listed extends Sources {
  /** SQL that begins with the sessions that are wanted, as `listed`. */
  readonly sql: string
  readonly values: readonly unknown[]
}

const listedOf = (period: Period, filter: SessionFilter, parts: readonly SlotPart[]): Listed => {
  const values: unknown[] = []
  const bind: Bind = (value) => `$${values.push(value)}`
  const sources =
    period.asOf === undefined ? now : then(`${bind(new Date(period.asOf))}::timestamptz`, bind(JSON.stringify(parts)))
  const within = (column: string, part: Period): string => {
    const { sql, values: instants } = withinPeriod(column, part, values.length + 1)
    values.push(...instants)
    return sql
  }
  const { since, ...before } = period
  const conditions = [
    'root.org = 1',
    'place.root = place.session',
    '(root.prompts > 0 or root.tool_calls > 0)',
    within('root.started_at', before),
  ]
  if (since !== undefined) conditions.push(within('root.ended_at', { timezone: period.timezone, since }))
  if (filter.id !== undefined) conditions.push(`root.session = ${bind(filter.id)}`)
  if (filter.ids !== undefined) conditions.push(`root.session = any(${bind(filter.ids)}::text[])`)
  conditions.push(...sessionScope(filter, bind))
  if (filter.agent !== undefined) conditions.push(`root.agent = ${bind(filter.agent)}`)
  const sorted = sortSql[filter.sort ?? 'latest']?.(sources)
  if (filter.after) {
    const at = bind(new Date(filter.after.endedAt))
    const id = bind(filter.after.id)
    const later = `root.ended_at <= ${at} and (root.ended_at < ${at} or root.session > ${id})`
    if (sorted === undefined) conditions.push(later)
    else {
      const value = `${bind(filter.after.sorted)}::bigint`
      conditions.push(`(sort.sorted < ${value} or sort.sorted = ${value} and ${later})`)
    }
  }
  for (const condition of filter.conditions ?? []) conditions.push(condition(bind, sources))
  const limit = filter.limit === undefined ? '' : ` limit ${bind(filter.limit)}`
  return {
    ...sources,
    sql: `with ${sources.common}listed as materialized (
       select root.*, place.repository, place.method, place.person, sort.sorted from ${sources.summaries} root
       join session_place place on place.org = 1 and place.session = root.session
       cross join lateral (select ${sorted === undefined ? '0::bigint' : `least(${sorted}, ${most})::bigint`} as sorted${
         // Each session's is worked out once.
         sorted === undefined ? '' : ' offset 0'
       }) sort
       where ${conditions.join(' and ')}
       order by ${sorted === undefined ? '' : 'sort.sorted desc, '}root.ended_at desc, root.session${limit}
     )`,
    values,
  }
}

/**
 * Sessions with activity in a period, the latest first, as they are known at the period's `asOf`. Sessions in which
 * nothing happened are left out. `cutSlots` are the slots that `asOf` cuts through.
 */
export const sessionsOf = async (
  client: ClientBase,
  period: Period,
  filter: SessionFilter = {},
  cutSlots: readonly SlotPart[] = [],
): Promise<SessionRow[]> => {
  const { sql, values: listing, part, slot } = listedOf(period, filter, cutSlots)
  const values = [...listing]
  const isKnown =
    period.asOf === undefined ? 'true' : `commit.committed_at < $${values.push(new Date(period.asOf))}::timestamptz`
  // Looked up for each session: joined as wholes, every session would meet every other one's sums.
  const parts = `session_place member cross join lateral (${part}) part`
  const question = prepared(
    `${sql}
     select session.id, session.log_id as "logId", session.agent, listed.repository, repository.name as "repositoryName",
       listed.method as "placedBy", listed.person, coalesce(person.name, listed.person) as "personName",
       session.cwd, session.branch, listed.title, listed.goal,
       (extract(epoch from listed.started_at) * 1000)::bigint as "startedAt",
       (extract(epoch from listed.ended_at) * 1000)::bigint as "endedAt",
       tree.active_ms::bigint as "activeMs", listed.prompts, tree.tool_calls::bigint as "toolCalls",
       tree.tool_errors::bigint as "toolErrors", listed.interruptions, listed.rejections, listed.compactions,
       tree.edits::bigint as edits,
       -- Each file stands once in a summary: only those of several must be told apart.
       case when tree.subagents = 0 then cardinality(listed.files)::bigint else (
         select count(distinct file) from ${parts}, unnest(part.files) as file
         where member.org = 1 and member.root = listed.session) end as files, tree.added::bigint as added,
       tree.removed::bigint as removed, tree.subagents, tree.events::bigint as events,
       least(coalesce(spent.tokens, 0), ${most})::bigint as tokens, least(coalesce(spent.cost, 0), ${most})::bigint as cost,
       coalesce(spent.unpriced, 0)::bigint as "unpricedMessages", behind.commits, listed.sorted
     from listed
     join session on session.org = 1 and session.id = listed.session
     cross join lateral (
       select count(*) - 1 as subagents, sum(part.active_ms) as active_ms, sum(part.tool_calls) as tool_calls,
         sum(part.tool_errors) as tool_errors, sum(part.edits) as edits, sum(part.added) as added,
         sum(part.removed) as removed, sum(part.events) as events
       from ${parts} where member.org = 1 and member.root = listed.session
     ) tree
     cross join lateral (
       select sum(cost) as cost, sum(unpriced_messages) as unpriced,
         sum(input_tokens + cache_creation_tokens + cache_read_tokens + output_tokens) as tokens
       from session_place member cross join lateral (${slot}) slot
       where member.org = 1 and member.root = listed.session
     ) spent
     cross join lateral (
       select count(*) as commits from commit_link link
       join commit on commit.org = 1 and commit.repository = link.repository and commit.sha = link.sha
       where link.org = 1 and link.session = listed.session and link.confidence <> 'undecided' and ${isKnown}
     ) behind
     left join repository on repository.org = 1 and repository.id = listed.repository
     left join person on person.org = 1 and person.id = listed.person
     order by listed.sorted desc, listed.ended_at desc, session.id`,
    values,
  )
  return (await client.query<SessionRow>(question)).rows
}

/** Where sessions stand in a list, the first first. */
export const sessionKeysOf = async (
  client: ClientBase,
  period: Period,
  filter: SessionFilter,
): Promise<readonly SessionKey[]> => {
  const { sql, values } = listedOf(period, filter, [])
  const question = prepared(
    `${sql} select session as id, (extract(epoch from ended_at) * 1000)::bigint as "endedAt", sorted from listed
     order by sorted desc, ended_at desc, session`,
    values,
  )
  return (await client.query<SessionKey>(question)).rows
}

/** How many sessions had activity in a period and how many prompts they have, as they are known at its `asOf`. */
export const sessionTotals = async (
  client: ClientBase,
  period: Period,
  filter: SessionFilter = {},
): Promise<{ readonly sessions: number; readonly prompts: number }> => {
  const { sql, values } = listedOf(period, filter, [])
  const { rows } = await client.query<{ sessions: number; prompts: number }>(
    `${sql} select count(*) as sessions, coalesce(sum(prompts), 0)::bigint as prompts from listed`,
    [...values],
  )
  return rows[0]!
}

/** What the sessions of a list come to: `cost` in 1e-12 USD of the messages whose price is known, and whose they are. */
export interface SessionSums {
  readonly sessions: number
  readonly prompts: number
  readonly cost: number
  readonly unpricedMessages: number
  /** By name. */
  readonly people: readonly string[]
}

/** The same as `sessionTotals`, with what they cost in all and whose they are. `cutSlots` are the slots that `asOf` cuts through. */
export const sessionSums = async (
  client: ClientBase,
  period: Period,
  filter: SessionFilter = {},
  cutSlots: readonly SlotPart[] = [],
): Promise<SessionSums> => {
  const { sql, values, slot } = listedOf(period, filter, cutSlots)
  const { rows } = await client.query<SessionSums>(
    `${sql}
     select totals.*, least(coalesce(spent.cost, 0), ${most})::bigint as cost,
       coalesce(spent.unpriced, 0)::bigint as "unpricedMessages"
     from (
       select count(*) as sessions, coalesce(sum(listed.prompts), 0)::bigint as prompts,
         coalesce(array_agg(distinct coalesce(person.name, listed.person)), '{}') as people
       from listed left join person on person.org = 1 and person.id = listed.person
     ) totals
     cross join (
       select sum(slot.cost) as cost, sum(slot.unpriced_messages) as unpriced
       from listed
       join session_place member on member.org = 1 and member.root = listed.session
       cross join lateral (${slot}) slot
     ) spent`,
    [...values],
  )
  return rows[0]!
}
