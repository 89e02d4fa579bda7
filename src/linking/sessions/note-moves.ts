import type { ClientBase } from 'pg'

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
       or exists (select from printed_commit where org = 1 and printed_commit.session = moved.session)
       or exists (select from edited_file where org = 1 and edited_file.root = moved.session)
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
