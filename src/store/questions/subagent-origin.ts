import type { ClientBase } from 'pg'

/** What started a subagent. */
export interface SubagentOrigin {
  readonly session: string
  readonly call: string | null
  /** The session at the top. */
  readonly root: string
  readonly type: string | null
  readonly task: string | null
}

/** Parents of parents are followed so far: logs may name each other in a circle. */
const deepest = 20

/** What started a subagent; null where it is none, or where its log does not say. */
export const subagentOrigin = async (client: ClientBase, id: string): Promise<SubagentOrigin | null> => {
  const { rows } = await client.query<SubagentOrigin>(
    `with recursive above as (
       select id, parent, 0 as depth from session where org = 1 and id = $1
       union all
       select session.id, session.parent, depth + 1 from above
       join session on session.org = 1 and session.id = above.parent where depth < ${deepest}
     )
     select parent as session, parent_call as call, subagent_type as type, subagent_task as task,
       (select id from above order by depth desc limit 1) as root
     from session where org = 1 and id = $1 and parent is not null`,
    [id],
  )
  return rows[0] ?? null
}
