import type { ClientBase } from 'pg'

/** A subagent, and the call that started it. Times in milliseconds since 1970. */
export interface SubagentRow {
  readonly id: string
  readonly parentCall: string | null
  readonly type: string | null
  readonly task: string | null
  readonly startedAt: number
  /** Null where it went on after what is known. */
  readonly endedAt: number | null
  readonly toolCalls: number
}

/** The subagents that a session started itself, as they are known at `asOf` (milliseconds since 1970). */
export const subagentsOf = async (client: ClientBase, session: string, asOf?: number): Promise<SubagentRow[]> => {
  const { rows } = await client.query<SubagentRow>(
    `select session.id, session.parent_call as "parentCall", session.subagent_type as type, session.subagent_task as task,
       (extract(epoch from session.started_at) * 1000)::bigint as "startedAt",
       case when $2::timestamptz is null or session.ended_at < $2
         then (extract(epoch from session.ended_at) * 1000)::bigint end as "endedAt",
       case when $2::timestamptz is null or session.ended_at < $2 then coalesce(summary.tool_calls, 0) else (
         select count(*) from tool_call where org = 1 and tool_call.session = session.id and at < $2
       ) end as "toolCalls"
     from session left join session_summary summary on summary.org = 1 and summary.session = session.id
     where session.org = 1 and session.parent = $1 and ($2::timestamptz is null or session.started_at < $2)
     order by session.started_at, session.id`,
    [session, asOf === undefined ? null : new Date(asOf)],
  )
  return rows
}
