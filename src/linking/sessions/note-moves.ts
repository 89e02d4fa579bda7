import type { ClientBase } from 'pg'
import { namesInNotesSql } from './name-in-notes.ts'

interface Place {
  readonly session: string
  readonly root: string
  readonly repository: string | null
}

/** Does what may give sessions, or those of trees, another place; marks those that have another one then. */
export const noteMoves = async (
  client: ClientBase,
  sessions: readonly string[],
  work: () => Promise<void>,
): Promise<void> => {
  const before = new Map((await placesOf(client, sessions)).map((place) => [place.session, place]))
  await work()
  const moved = (await placesOf(client, sessions)).filter(({ session, root, repository }) => {
    const old = before.get(session)
    return old?.root !== root || old.repository !== repository
  })
  if (moved.length === 0) return
  await client.query(
    `insert into dirty (kind, key) select 'edited', session from unnest($1::text[]) as moved (session)
     where exists (select from edit where org = 1 and edit.session = moved.session)
       or exists (select from edited_file where org = 1 and edited_file.root = moved.session)
     union all
     select 'evidence', session.id from unnest($1::text[]) as moved (session)
     join session on session.org = 1 and session.id = moved.session
     where exists (select from printed_commit where org = 1 and printed_commit.session = session.id)
       or exists (select from session_event where org = 1 and session_event.session = session.id and type = 'pr-link')
       or exists (select from checkpoint where org = 1 and checkpoint.log_id = session.log_id)
       or exists (select from authorship_note where org = 1 and sessions && ${namesInNotesSql})
       or exists (select from commit_evidence where org = 1 and commit_evidence.session = session.id)
     on conflict do nothing`,
    [moved.map(({ session }) => session)],
  )
}

const placesOf = async (client: ClientBase, sessions: readonly string[]): Promise<Place[]> => {
  const { rows } = await client.query<Place>(
    `select session, root, repository from session_place
     where org = 1 and (session = any($1) or root = any($1))`,
    [sessions],
  )
  return rows
}
