import type { ClientBase } from 'pg'

/** An edit of a session or of a subagent of it. `at` in milliseconds since 1970. */
export interface EditRow {
  readonly id: string
  readonly at: number
  readonly position: number
  /** The log's id of the subagent that made it; null where the session itself did. */
  readonly subagent: string | null
  readonly call: string
  /** In its repository, where that is known; else as logged. */
  readonly path: string
  readonly repository: string | null
  readonly operation: string
  readonly by: string
  readonly added: number
  readonly removed: number
}

/** Where an edit stands among those of its session. */
export type EditKey = Pick<EditRow, 'at' | 'position' | 'id'>

/** Edits of a session and of its subagents in the order in which they were made, as known at `asOf`. */
export const editsOfSession = async (
  client: ClientBase,
  session: string,
  {
    asOf,
    after,
    limit,
  }: { readonly asOf: number | undefined; readonly after: EditKey | undefined; readonly limit: number },
): Promise<EditRow[]> => {
  const { rows } = await client.query<EditRow>(
    `select edit.id, key.at, edit.position, case when edit.session <> $1 then session.log_id end as subagent, edit.call,
       coalesce(file.path, edit.moved_to, edit.path) as path, repository.name as repository, edit.operation, edit.by,
       edit.added, edit.removed
     from (select $1 as id union select session from session_place where org = 1 and root = $1) member
     join session on session.org = 1 and session.id = member.id
     join edit on edit.org = 1 and edit.session = member.id
     cross join lateral (select (extract(epoch from edit.at) * 1000)::float8 as at) key
     left join edited_file file on file.org = 1 and file.edit = edit.id
     left join repository on repository.org = 1 and repository.id = file.repository and file.inside
     where ($2::timestamptz is null or edit.at < $2)
       and ($3::float8 is null or (key.at, edit.position, edit.id) > ($3, $4::bigint, $5))
     order by key.at, edit.position, edit.id limit $6`,
    [
      session,
      asOf === undefined ? null : new Date(asOf),
      after?.at ?? null,
      after?.position ?? null,
      after?.id ?? null,
      limit,
    ],
  )
  return rows
}
