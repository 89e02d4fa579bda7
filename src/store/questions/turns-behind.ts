import type { ClientBase } from 'pg'

/** The prompt with which an edit came to be. Times in milliseconds since 1970. */
export interface TurnBehind {
  readonly edit: string
  /** The session at the top, and its log's own id. */
  readonly root: string
  readonly logId: string
  readonly agent: string
  readonly person: string
  /** Null where no prompt comes before it. */
  readonly turn: string | null
  readonly at: number | null
  /** Its beginning. */
  readonly text: string | null
}

const characters = 400

/** Parents of parents are followed so far: logs may name each other in a circle. */
const deepest = 20

/**
 * The last prompt of a human in the session at the top before each edit; for what a subagent did, before the session
 * started it.
 */
export const turnsBehind = async (client: ClientBase, edits: readonly string[]): Promise<Map<string, TurnBehind>> => {
  const { rows } = await client.query<TurnBehind>(
    `with recursive written as materialized (
       select edit.id, edit.session, edit.at, edit.position, place.root, place.person
       from edit join session_place place on place.org = 1 and place.session = edit.session
       where edit.org = 1 and edit.id = any($1)
     ), above as (
       select agents.session, agents.root, session.parent, session.started_at, 0 as depth
       from (select distinct session, root from written where session <> root) agents
       join session on session.org = 1 and session.id = agents.session
       union all
       select above.session, above.root, session.parent, session.started_at, depth + 1
       from above join session on session.org = 1 and session.id = above.parent
       where above.parent <> above.root and depth < ${deepest}
     ), started as materialized (
       select distinct on (session) session, started_at as at from above order by session, depth desc
     )
     select written.id as edit, written.root, session.log_id as "logId", session.agent,
       coalesce(person.name, written.person) as person, turn.id as turn,
       (extract(epoch from turn.at) * 1000)::float8 as at, left(turn.text, ${characters}) as text
     from written
     join session on session.org = 1 and session.id = written.root
     left join person on person.org = 1 and person.id = written.person
     left join started on started.session = written.session
     left join lateral (
       select id, at, text from turn
       where turn.org = 1 and turn.session = written.root and human and turn.at <= coalesce(started.at, written.at)
         and (started.at is not null or (turn.at, turn.position) <= (written.at, written.position))
       order by turn.at desc, turn.position desc limit 1
     ) turn on true`,
    [edits],
  )
  return new Map(rows.map((row) => [row.edit, row]))
}
