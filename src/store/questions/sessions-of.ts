import type { ClientBase } from 'pg'
import { toSearchQueries } from '../search/cut-words.ts'
import { type Period, withinPeriod } from './period.ts'
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
}

export interface SessionFilter {
  /** Repository name, in whole or its last part. */
  readonly repository?: string | undefined
  /** Person's name or id. */
  readonly person?: string | undefined
  readonly agent?: string | undefined
  /** Words that must all stand in prompts, answers, commands, paths or titles of the session. */
  readonly search?: string | undefined
  /** Only this session (its id). */
  readonly id?: string | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?: { readonly endedAt: number; readonly id: string } | undefined
  readonly limit?: number | undefined
}

/** Sums of what logs claim may be larger than a number can be. */
const most = Number.MAX_SAFE_INTEGER

interface Sources {
  /** SQL before the query: what it reads summaries from, where that is no table. */
  readonly first: string
  readonly summaries: string
  readonly slots: string
}

const slotColumns =
  'session, cost, unpriced_messages, input_tokens, cache_creation_tokens, cache_read_tokens, output_tokens'

const now: Sources = {
  first: '',
  summaries: 'session_summary',
  slots: `(select ${slotColumns} from usage_slot where org = 1 and $6::timestamptz is null and $7::jsonb is not null)`,
}

/** As it was known at `$6`: only for sessions that went on after it is anything computed again. `$7` holds cut slots. */
const then: Sources = {
  first: `summary as materialized (
    select ${['org', ...summaryColumns].join(', ')} from session_summary where org = 1 and ended_at < $6::timestamptz
    union all
    select 1, straddling.* from (${summarySql(
      `coalesce((select array_agg(session) from session_summary where org = 1 and started_at < $6 and ended_at >= $6), '{}')`,
      '$6',
    )}) straddling
  ), `,
  summaries: 'summary',
  slots: `(
    select ${slotColumns} from usage_slot where org = 1 and slot + interval '15 minutes' <= $6
    union all
    select ${slotColumns} from jsonb_to_recordset($7) as cut (session text, cost bigint, unpriced_messages bigint,
      input_tokens bigint, cache_creation_tokens bigint, cache_read_tokens bigint, output_tokens bigint))`,
}

const sourcesOf = (period: Period): Sources => (period.asOf === undefined ? now : then)

/** SQL that begins with the sessions that are wanted, as `listed`, and its parameters. */
const listedSql = (
  period: Period,
  filter: SessionFilter,
  parts: readonly SlotPart[],
): { readonly sql: string; readonly values: unknown[] } => {
  const { since, ...before } = period
  const started = withinPeriod('root.started_at', before, 9)
  const from = since === undefined ? { timezone: period.timezone } : { timezone: period.timezone, since }
  const ended = withinPeriod('root.ended_at', from, 9 + started.values.length)
  const { first, summaries } = sourcesOf(period)
  const next = 9 + started.values.length + ended.values.length
  const last = filter.after
  return {
    sql: `with ${first}listed as materialized (
       select root.*, place.repository, place.method, place.person from ${summaries} root
       join session_place place on place.org = 1 and place.session = root.session
       where root.org = 1 and place.root = place.session and ${started.sql} and ${ended.sql}
         and ($1::text is null or root.session = $1)
         and ($2::text is null or exists (
           select from repository where org = 1 and id = place.repository
             and (lower(name) = lower($2) or lower(name) like '%/' || lower($2) or id = $2)))
         and ($3::text is null or place.person = $3 or exists (
           select from person where org = 1 and id = place.person and lower(name) = lower($3)))
         and ($4::text is null or root.agent = $4)
         and (root.prompts > 0 or root.tool_calls > 0)
         ${last ? `and root.ended_at <= $${next} and (root.ended_at < $${next} or root.session > $${next + 1})` : ''}
         and ($8::text[] is null or root.session in (
           select owner.root from (
             select distinct piece.session, wanted.word from unnest($8) as wanted (word)
             join search_piece piece on piece.org = 1 and piece.words @@ wanted.word::tsquery
           ) found join session_place owner on owner.org = 1 and owner.session = found.session
           group by owner.root having count(distinct found.word) = cardinality($8)))
       order by root.ended_at desc, root.session
       limit $5
     )`,
    values: [
      filter.id ?? null,
      filter.repository ?? null,
      filter.person ?? null,
      filter.agent ?? null,
      filter.limit ?? null,
      period.asOf === undefined ? null : new Date(period.asOf),
      JSON.stringify(parts),
      filter.search === undefined ? null : toSearchQueries(filter.search),
      ...started.values,
      ...ended.values,
      ...(last ? [new Date(last.endedAt), last.id] : []),
    ],
  }
}

/**
 * Sessions with activity in a period, the latest first, as they are known at the period's `asOf`. Sessions in which
 * nothing happened are left out. `parts` are the slots that `asOf` cuts through.
 */
export const sessionsOf = async (
  client: ClientBase,
  period: Period,
  filter: SessionFilter = {},
  parts: readonly SlotPart[] = [],
): Promise<SessionRow[]> => {
  const { sql, values } = listedSql(period, filter, parts)
  const { summaries, slots } = sourcesOf(period)
  const { rows } = await client.query(
    `${sql}, member as materialized (
       select place.root, place.session from listed
       join session_place place on place.org = 1 and place.root = listed.session
     ), tree as (
       select member.root, count(*) - 1 as subagents, sum(part.active_ms) as active_ms, sum(part.tool_calls) as tool_calls,
         sum(part.tool_errors) as tool_errors, sum(part.edits) as edits, sum(part.added) as added,
         sum(part.removed) as removed, sum(part.events) as events
       from member join ${summaries} part on part.org = 1 and part.session = member.session group by member.root
     ), touched as (
       select member.root, count(distinct file) as files
       from member join ${summaries} part on part.org = 1 and part.session = member.session, unnest(part.files) as file
       group by member.root
     ), spent as (
       select member.root, sum(cost) as cost, sum(unpriced_messages) as unpriced,
         sum(input_tokens + cache_creation_tokens + cache_read_tokens + output_tokens) as tokens
       from member join ${slots} slot on slot.session = member.session group by member.root
     )
     select session.id, session.log_id as "logId", session.agent, listed.repository, repository.name as "repositoryName",
       listed.method as "placedBy", listed.person, coalesce(person.name, listed.person) as "personName",
       session.cwd, session.branch, listed.title, listed.goal,
       (extract(epoch from listed.started_at) * 1000)::bigint as "startedAt",
       (extract(epoch from listed.ended_at) * 1000)::bigint as "endedAt",
       tree.active_ms::bigint as "activeMs", listed.prompts, tree.tool_calls::bigint as "toolCalls",
       tree.tool_errors::bigint as "toolErrors", listed.interruptions, listed.rejections, listed.compactions,
       tree.edits::bigint as edits, coalesce(touched.files, 0)::bigint as files, tree.added::bigint as added,
       tree.removed::bigint as removed, tree.subagents::bigint as subagents, tree.events::bigint as events,
       least(coalesce(spent.tokens, 0), ${most})::bigint as tokens, least(coalesce(spent.cost, 0), ${most})::bigint as cost,
       coalesce(spent.unpriced, 0)::bigint as "unpricedMessages"
     from listed
     join session on session.org = 1 and session.id = listed.session
     join tree on tree.root = listed.session
     left join touched on touched.root = listed.session
     left join spent on spent.root = listed.session
     left join repository on repository.org = 1 and repository.id = listed.repository
     left join person on person.org = 1 and person.id = listed.person
     order by listed.ended_at desc, session.id`,
    values,
  )
  return rows
}

/** How many sessions had activity in a period and how many prompts they have, as they are known at its `asOf`. */
export const sessionTotals = async (
  client: ClientBase,
  period: Period,
): Promise<{ readonly sessions: number; readonly prompts: number }> => {
  const { sql, values } = listedSql(period, {}, [])
  const { rows } = await client.query<{ sessions: number; prompts: number }>(
    `${sql} select count(*) as sessions, coalesce(sum(prompts), 0)::bigint as prompts from listed
     where $6::timestamptz is null or $7::jsonb is not null`,
    values,
  )
  return rows[0]!
}
