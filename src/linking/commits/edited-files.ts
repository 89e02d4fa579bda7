import type { ClientBase } from 'pg'
import { byCheckout } from '../sessions/repository-evidence.ts'
import { endingsOf, liesBelow, locate, nameOf, rootOf } from './locate-edits.ts'

/** A row of `edited_file`. */
export interface EditedFile {
  readonly edit: string
  readonly session: string
  readonly root: string
  readonly repository: string
  readonly logged: string
  readonly path: string | null
  readonly name: string
  readonly movedFrom: string | null
  /** Seconds since 1970 with six decimals, as PostgreSQL tells them. */
  readonly at: string
  readonly position: number
  readonly digest: string
  /** Whether it lies where the session's work does: in the history, or below a directory that is named or shown. */
  readonly inside: boolean
}

interface EditRow {
  readonly id: string
  readonly session: string
  readonly root: string
  readonly repository: string | null
  readonly path: string
  readonly movedTo: string | null
  readonly at: string
  readonly position: number
  readonly digest: string
}

interface Checkout {
  readonly path: string
  readonly repository: string
}

/** The files that trees of sessions edited, each in the history that it lies in; edits that lie in none are left out. */
export const editedFilesOf = async (client: ClientBase, roots: readonly string[]): Promise<EditedFile[]> => {
  const { rows: edits } = await client.query<EditRow>(
    `select edit.id, edit.session, place.root, place.repository, edit.path, edit.moved_to as "movedTo",
       extract(epoch from edit.at)::text as at, edit.position, md5(edit.added_lines) || md5(edit.removed_lines) as digest
     from session_place place join edit on edit.org = 1 and edit.session = place.session
     where place.org = 1 and place.root = any($1)`,
    [roots],
  )
  if (edits.length === 0) return []
  const { rows: checkouts } = await client.query<Checkout>(
    'select path, repository from checkout where org = 1 and not bare',
  )
  const placed = edits.flatMap((edit) => {
    const repository = byCheckout(edit.path, checkouts) ?? edit.repository
    return repository === null ? [] : [{ ...edit, repository }]
  })
  const known = await knownPaths(client, placed)
  const directories = await directoriesOf(client, roots)
  const files: EditedFile[] = []
  for (const group of Map.groupBy(placed, ({ root, repository }) => `${repository}\n${root}`).values()) {
    const { root, repository } = group[0]!
    const named = [
      ...(directories.get(root) ?? []),
      ...checkouts.filter((checkout) => checkout.repository === repository).map(({ path }) => path),
    ]
    const paths = group.flatMap(({ path, movedTo }) => (movedTo === null ? [path] : [path, movedTo]))
    const found = locate(paths, (path) => known.has(`${repository}\n${path}`), named)
    const roots = [...named, ...[...found].map(([logged, path]) => rootOf(logged, path))]
    const insiders = liesBelow(roots)
    for (const edit of group) {
      const logged = edit.movedTo ?? edit.path
      files.push({
        edit: edit.id,
        session: edit.session,
        root,
        repository,
        logged,
        path: found.get(logged) ?? null,
        name: nameOf(logged),
        movedFrom: edit.movedTo === null ? null : (found.get(edit.path) ?? null),
        at: edit.at,
        position: edit.position,
        digest: edit.digest,
        inside: found.has(logged) || insiders(logged),
      })
    }
  }
  return files
}

/** Which of the endings of logged paths the histories know. */
const knownPaths = async (
  client: ClientBase,
  edits: readonly { readonly repository: string; readonly path: string; readonly movedTo: string | null }[],
): Promise<Set<string>> => {
  const wanted = new Map<string, [string, string]>()
  const seen = new Set<string>()
  for (const { repository, path, movedTo } of edits) {
    for (const logged of movedTo === null ? [path] : [path, movedTo]) {
      if (seen.has(`${repository}\n${logged}`)) continue
      seen.add(`${repository}\n${logged}`)
      for (const ending of endingsOf(logged)) wanted.set(`${repository}\n${ending}`, [repository, ending])
    }
  }
  const { rows } = await client.query<{ repository: string; path: string }>(
    `select wanted.repository, wanted.path from unnest($1::text[], $2::text[]) as wanted (repository, path)
     where exists (
       select from file_change
       where org = 1 and file_change.path = wanted.path and file_change.repository = wanted.repository)`,
    [[...wanted.values()].map(([repository]) => repository), [...wanted.values()].map(([, path]) => path)],
  )
  return new Set(rows.map(({ repository, path }) => `${repository}\n${path}`))
}

/** The directories in which the sessions of trees were started. */
const directoriesOf = async (client: ClientBase, roots: readonly string[]): Promise<Map<string, string[]>> => {
  const { rows } = await client.query<{ root: string; cwd: string }>(
    `select distinct place.root, session.cwd
     from session_place place join session on session.org = 1 and session.id = place.session
     where place.org = 1 and place.root = any($1) and session.cwd is not null`,
    [roots],
  )
  const directories = new Map<string, string[]>()
  for (const { root, cwd } of rows) directories.set(root, [...(directories.get(root) ?? []), cwd])
  return directories
}
