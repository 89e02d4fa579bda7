import { goalRankSql } from './goal-sql.ts'

/** Characters of a prompt that are kept as a session's goal; the whole stays with the turn. */
const goalCharacters = 2_000

/** The columns of `session_summary` without the organisation, in the order of `summarySql`. */
export const summaryColumns = [
  'session',
  'agent',
  'started_at',
  'ended_at',
  'active_ms',
  'title',
  'title_source',
  'goal',
  'prompts',
  'tool_calls',
  'tool_errors',
  'interruptions',
  'rejections',
  'compactions',
  'edits',
  'files',
  'added',
  'removed',
  'events',
  'tools',
] as const

/**
 * SQL that puts what each session was into one row. Active time: from a prompt to the last event before the next one,
 * summed over the session's turns (see the metric `active-time-agents`). Goal: the first prompt that says something,
 * below the user's own command where one came before it.
 *
 * @param sessions SQL of the ids, a text[]
 * @param asOf SQL of an instant: what lies after it is not known yet
 */
export const summarySql = (sessions: string, asOf?: string): string => {
  const before = asOf ? ` and at < ${asOf}` : ''
  const ended = asOf ? `least(ended_at, ${asOf})` : 'ended_at'
  return `
with wanted as (
     select id, agent, started_at, ${ended} as ended_at from session where org = 1 and id = any(${sessions})
   ), happened as (
     select session, at, true as prompt from turn where org = 1 and session = any(${sessions})${before}
     union all select session, at, false from message where org = 1 and session = any(${sessions})${before}
     union all select session, at, false from tool_call where org = 1 and session = any(${sessions})${before}
     union all select session, at, false from tool_result where org = 1 and session = any(${sessions})${before}
   ), numbered as (
     select session, at, count(*) filter (where prompt) over (partition by session order by at, prompt desc) as turn
     from happened
   ), stretches as (
     select session, turn, extract(epoch from max(at) - min(at)) * 1000 as length, count(*) as events
     from numbered group by session, turn
   ), active as (
     select session, coalesce(sum(length) filter (where turn > 0), 0) as ms, sum(events) as events
     from stretches group by session
   ), prompts as (
     select session, count(*) filter (where human) as human from turn where org = 1 and session = any(${sessions})${before} group by session
   ), ranked as (
     select session, human, origin, left(text, ${goalCharacters}) as text, at, position, ${goalRankSql} as rank
     from turn where org = 1 and session = any(${sessions})${before} and text <> '' and origin <> 'notice'
   ), commands as (
     select distinct on (session) session, text, at from ranked where human and rank = 2 order by session, at, position
   ), goals as (
     select distinct on (said.session) said.session, case
         when said.rank = 0 then null
         when said.rank = 3 and said.origin <> 'command' and commands.at <= said.at then commands.text || E'\\n' || said.text
         else said.text end as goal
     from ranked said left join commands on commands.session = said.session
     order by said.session, said.human desc, said.rank desc, said.at, said.position
   ), titles as (
     select distinct on (session) session, details ->> 'title' as title, details ->> 'source' as source
     from session_event where org = 1 and session = any(${sessions})${before} and type = 'title'
     order by session, details ->> 'source' = 'human' desc, details ->> 'source' = 'agent' desc, at desc, position desc
   ), events as (
     select session, count(*) filter (where type = 'interruption') as interruptions,
       count(*) filter (where type = 'rejection') as rejections, count(*) filter (where type = 'compaction') as compactions
     from session_event where org = 1 and session = any(${sessions})${before} group by session
   ), calls as (
     select session, count(*) as total, array_agg(distinct tool order by tool) as tools from tool_call where org = 1 and session = any(${sessions})${before} group by session
   ), results as (
     select session, count(*) filter (where status = 'error') as errors
     from tool_result where org = 1 and session = any(${sessions})${before} group by session
   ), edits as (
     select session, count(*) as total, array_agg(distinct path order by path) as files, sum(added) as added, sum(removed) as removed
     from edit where org = 1 and session = any(${sessions})${before} group by session
   )
   select wanted.id, wanted.agent, wanted.started_at, wanted.ended_at, coalesce(active.ms, 0)::bigint,
     titles.title, titles.source, goals.goal, coalesce(prompts.human, 0), coalesce(calls.total, 0),
     coalesce(results.errors, 0), coalesce(events.interruptions, 0), coalesce(events.rejections, 0),
     coalesce(events.compactions, 0), coalesce(edits.total, 0), coalesce(edits.files, '{}'),
     coalesce(edits.added, 0), coalesce(edits.removed, 0), coalesce(active.events, 0),
     coalesce(calls.tools, '{}')
   from wanted
   left join active on active.session = wanted.id
   left join prompts on prompts.session = wanted.id
   left join goals on goals.session = wanted.id
   left join titles on titles.session = wanted.id
   left join events on events.session = wanted.id
   left join calls on calls.session = wanted.id
   left join results on results.session = wanted.id
   left join edits on edits.session = wanted.id`
}
