import type { ClientBase } from 'pg'

/** A subagent, and the call that started it. */
export interface SubagentRow {
  readonly id: string
  readonly parentCall: string | null
  readonly type: string | null
  readonly task: string | null
  readonly toolCalls: number
}

/** The subagents that a session started itself. */
export const subagentsOf = async (client: ClientBase, session: string): Promise<SubagentRow[]> => {
  const { rows } = await client.query<SubagentRow>(
    `select session.id, session.parent_call as "parentCall", session.subagent_type as type, session.subagent_task as task,
       coalesce(summary.tool_calls, 0) as "toolCalls"
     from session left join session_summary summary on summary.org = 1 and summary.session = session.id
     where session.org = 1 and session.parent = $1 order by session.started_at, session.id`,
    [session],
  )
  return rows
}
