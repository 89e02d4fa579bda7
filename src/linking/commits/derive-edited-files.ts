import type { ClientBase } from 'pg'
import { copyRows } from '../../store/write/copy-rows.ts'
import { type EditedFile, editedFilesOf } from './edited-files.ts'
import { followEarliest } from './linked-since.ts'
import { markEdits } from './mark-edits.ts'
import { markTouching, type TouchedFile } from './mark-touching.ts'

const columns = [
  'edit',
  'session',
  'root',
  'repository',
  'logged',
  'path',
  'name',
  'moved_from',
  'at',
  'position',
  'digest',
  'inside',
] as const

/**
 * Derives where the edits of sessions lie in histories, and marks the commits for which that is something new. Sessions are
 * derived by their trees.
 */
export const deriveEditedFiles = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  const { rows } = await client.query<{ root: string }>(
    `select distinct root from session_place where org = 1 and session = any($1)
     union select distinct root from edited_file where org = 1 and session = any($1)`,
    [sessions],
  )
  const roots = rows.map(({ root }) => root)
  if (roots.length === 0) return
  const before = await storedFiles(client, roots)
  const after = new Map((await editedFilesOf(client, roots)).map((file) => [file.edit, file]))
  const gone = [...before.values()].filter((file) => !same(file, after.get(file.edit)))
  const fresh = [...after.values()].filter((file) => !same(file, before.get(file.edit)))
  await client.query('delete from edited_file where org = 1 and edit = any($1)', [
    [...gone, ...fresh].map(({ edit }) => edit),
  ])
  await copyRows(
    client,
    'edited_file',
    columns,
    fresh.map((file) => [
      file.edit,
      file.session,
      file.root,
      file.repository,
      file.logged,
      file.path,
      file.name,
      file.movedFrom,
      new Date(Number(file.at) * 1000).toISOString(),
      file.position,
      file.digest,
      file.inside ? 't' : 'f',
    ]),
  )
  await followEarliest(client, [...new Set([...gone, ...fresh].map(({ repository }) => repository))])
  await markTouching(client, touchedBy([...gone, ...fresh]))
  await markFates(client, [...gone, ...fresh])
}

const same = (one: EditedFile, other: EditedFile | undefined): boolean =>
  other !== undefined && JSON.stringify(one) === JSON.stringify(other)

const storedFiles = async (client: ClientBase, roots: readonly string[]): Promise<Map<string, EditedFile>> => {
  const { rows } = await client.query<EditedFile>(
    `select edit, session, root, repository, logged, path, name, moved_from as "movedFrom",
       extract(epoch from at)::text as at, position, digest, inside
     from edited_file where org = 1 and root = any($1)`,
    [roots],
  )
  return new Map(rows.map((row) => [row.edit, row]))
}

/** Marks the edits of a session's files of which some came or went: later ones tell what became of earlier ones. */
const markFates = async (client: ClientBase, files: readonly EditedFile[]): Promise<void> => {
  const touched = new Map(
    files.flatMap(({ root, repository, path, logged, movedFrom }) =>
      [path ?? logged, movedFrom ?? path ?? logged].map((name) => [
        JSON.stringify([root, repository, name]),
        [root, repository, name],
      ]),
    ),
  )
  const { rows } = await client.query<{ edit: string }>(
    `select file.edit from unnest($1::text[], $2::text[], $3::text[]) as touched (root, repository, name)
     join edited_file file on file.org = 1 and file.root = touched.root and file.repository = touched.repository
       and (coalesce(file.path, file.logged) = touched.name or file.moved_from = touched.name)`,
    [0, 1, 2].map((column) => [...touched.values()].map((keys) => keys[column])),
  )
  await markEdits(
    client,
    [...files, ...rows].map(({ edit }) => edit),
  )
}

/** Where commits may have lines of edits. */
const touchedBy = (files: readonly EditedFile[]): TouchedFile[] =>
  files.flatMap(({ repository, path, movedFrom, at }) =>
    [path, movedFrom].flatMap((name) => (name === null ? [] : [{ repository, path: name, at: Number(at) * 1000 }])),
  )
