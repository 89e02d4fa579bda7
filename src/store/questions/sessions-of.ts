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
  readonly limit?: number | undefined
}

/** Summaries as they are now, or as they were at `$6`: only of sessions that went on after it anything is computed again. */
const summaries = (asOf: boolean): string => {
  const columns = summaryColumns.join(', ')
  if (!asOf) return `select ${columns} from session_summary where org = 1 and $6::timestamptz is null`
  const straddling = `coalesce((select array_agg(session) from session_summary where org = 1 and started_at < $6 and ended_at >= $6), '{}')`
  return `select ${columns} from session_summary where org = 1 and ended_at < $6::timestamptz
    union all select * from (${summarySql(straddling, '$6')}) straddling`
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
  const { since, ...before } = period
  const started = withinPeriod('root.started_at', before, 9)
  const after = since === undefined ? { timezone: period.timezone } : { timezone: period.timezone, since }
  const ended = withinPeriod('root.ended_at', after, 9 + started.values.length)
  const { rows } = await client.query(
    `with summary as (${summaries(period.asOf !== undefined)}), listed as (
       select root.session as id from summary root
       join session_place place on place.org = 1 and place.session = root.session
       where place.root = place.session and ${started.sql} and ${ended.sql}
         and ($1::text is null or root.session = $1)
         and ($2::text is null or exists (
           select from repository where org = 1 and id = place.repository
             and (lower(name) = lower($2) or lower(name) like '%/' || lower($2) or id = $2)))
         and ($3::text is null or place.person = $3 or exists (
           select from person where org = 1 and id = place.person and lower(name) = lower($3)))
         and ($4::text is null or root.agent = $4)
         and (root.prompts > 0 or root.tool_calls > 0)
         and ($8::text[] is null or root.session in (
           select found.root from (
             select distinct owner.root, wanted.word from unnest($8) as wanted (word)
             join search_piece piece on piece.org = 1 and piece.words @@ wanted.word::tsquery
             join session_place owner on owner.org = 1 and owner.session = piece.session
           ) found group by found.root having count(*) = cardinality($8)))
       order by root.ended_at desc, root.session
       limit $5
     ), tree as (
       select listed.id as root, place.session from listed
       join session_place place on place.org = 1 and place.root = listed.id
     ), totals as (
       select tree.root, count(*) - 1 as subagents, sum(part.active_ms) as active_ms, sum(part.tool_calls) as tool_calls,
         sum(part.tool_errors) as tool_errors, sum(part.edits) as edits, sum(part.added) as added,
         sum(part.removed) as removed, sum(part.events) as events
       from tree join summary part on part.session = tree.session group by tree.root
     ), touched as (
       select tree.root, count(distinct file) as files
       from tree join summary part on part.session = tree.session, unnest(part.files) as file
       group by tree.root
     ), spent as (
       select tree.root, sum(cost) as cost, sum(unpriced_messages) as unpriced,
         sum(input_tokens + cache_creation_tokens + cache_read_tokens + output_tokens) as tokens
       from tree join (
         select session, cost, unpriced_messages, input_tokens, cache_creation_tokens, cache_read_tokens, output_tokens
         from usage_slot where org = 1 and ($6::timestamptz is null or slot + interval '15 minutes' <= $6)
         union all
         select session, cost, unpriced_messages, input_tokens, cache_creation_tokens, cache_read_tokens, output_tokens
         from jsonb_to_recordset($7) as cut (session text, cost bigint, unpriced_messages bigint, input_tokens bigint,
           cache_creation_tokens bigint, cache_read_tokens bigint, output_tokens bigint)
       ) slot on slot.session = tree.session group by tree.root
     )
     select session.id, session.log_id as "logId", session.agent, place.repository, repository.name as "repositoryName",
       place.method as "placedBy", place.person, coalesce(person.name, place.person) as "personName",
       session.cwd, session.branch, root.title, root.goal,
       (extract(epoch from root.started_at) * 1000)::bigint as "startedAt",
       (extract(epoch from root.ended_at) * 1000)::bigint as "endedAt",
       totals.active_ms::bigint as "activeMs", root.prompts, totals.tool_calls::bigint as "toolCalls",
       totals.tool_errors::bigint as "toolErrors", root.interruptions, root.rejections, root.compactions,
       totals.edits::bigint as edits, coalesce(touched.files, 0)::bigint as files, totals.added::bigint as added,
       totals.removed::bigint as removed, totals.subagents::bigint as subagents, totals.events::bigint as events,
       coalesce(spent.tokens, 0)::bigint as tokens, coalesce(spent.cost, 0)::bigint as cost,
       coalesce(spent.unpriced, 0)::bigint as "unpricedMessages"
     from listed
     join session on session.org = 1 and session.id = listed.id
     join summary root on root.session = listed.id
     join session_place place on place.org = 1 and place.session = listed.id
     join totals on totals.root = listed.id
     left join touched on touched.root = listed.id
     left join spent on spent.root = listed.id
     left join repository on repository.org = 1 and repository.id = place.repository
     left join person on person.org = 1 and person.id = place.person
     order by root.ended_at desc, session.id`,
    [
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
    ],
  )
  return rows
}
