import type { ClientBase } from 'pg'

/** What is marked when it may be another what became of an edit's lines. The key is the edit's id. */
export const fateKind = 'fate'

/** Who is working on an edit just now does not know yet what it is marked for: its mark must not go unseen with the old one. */
const again = 'on conflict (org, kind, key) do update set key = excluded.key'

/** A long history without edits costs nothing: SQL, of the repository `$1`. */
const hasEdits = 'exists (select from linked_repository where org = 1 and repository = $1)'

/** Marks edits by id. */
export const markEdits = async (client: ClientBase, edits: readonly string[]): Promise<void> => {
  if (edits.length === 0) return
  await client.query(
    `insert into dirty (kind, key) select distinct '${fateKind}', edit from unnest($1::text[]) as marked (edit)
     ${again}`,
    [edits],
  )
}

/** Marks the edits that have lines in commits. */
export const markEditsOfCommits = async (
  client: ClientBase,
  repository: string,
  shas: readonly string[],
): Promise<void> => {
  if (shas.length === 0) return
  await client.query(
    `insert into dirty (kind, key)
     select distinct '${fateKind}', found.edit from unnest($2::text[]) as walked (sha)
     join edit_commit found on found.org = 1 and found.repository = $1 and found.sha = walked.sha
     where ${hasEdits}
     ${again}`,
    [repository, shas],
  )
}

/** Marks the edits that lines of files of commits come from. @param origins numbers of rows in `line_origin` */
export const markEditsOfOrigins = async (
  client: ClientBase,
  repository: string,
  origins: readonly number[],
): Promise<void> => {
  if (origins.length === 0) return
  await client.query(
    `insert into dirty (kind, key)
     select distinct '${fateKind}', found.edit from unnest($2::integer[]) as changed (id)
     join line_origin origin on origin.org = 1 and origin.repository = $1 and origin.id = changed.id
     join edit_commit found on found.org = 1 and found.repository = $1 and found.sha = origin.sha
       and found.path = origin.path
     where ${hasEdits}
     ${again}`,
    [repository, origins],
  )
}

/** Marks the edits of which it was not known whether their lines landed, for the repository is walked over now. */
export const markPendingEdits = async (client: ClientBase, repository: string): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key)
     select distinct '${fateKind}', edit from line_fate where org = 1 and repository = $1 and pending
     ${again}`,
    [repository],
  )
}
