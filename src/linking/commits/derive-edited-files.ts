import type { ClientBase } from 'pg'
import { copyRows } from '../../store/write/copy-rows.ts'
import { deriveEvidence } from './derive-evidence.ts'
import { type EditedFile, editedFilesOf } from './edited-files.ts'
import { followEarliest } from './linked-since.ts'
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
] as const

/**
 * Derives where the edits of sessions lie in histories, and what names their commits exactly; marks the commits for which
 * that is something new. Sessions are derived by their trees.
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
    ]),
  )
  await followEarliest(client, [...new Set([...gone, ...fresh].map(({ repository }) => repository))])
  await markTouching(client, touchedBy([...gone, ...fresh]))
  await deriveEvidence(client, roots)
}

const same = (one: EditedFile, other: EditedFile | undefined): boolean =>
  other !== undefined && JSON.stringify(one) === JSON.stringify(other)

const storedFiles = async (client: ClientBase, roots: readonly string[]): Promise<Map<string, EditedFile>> => {
  const { rows } = await client.query<EditedFile>(
    `select edit, session, root, repository, logged, path, name, moved_from as "movedFrom",
       extract(epoch from at)::text as at, position, digest
     from edited_file where org = 1 and root = any($1)`,
    [roots],
  )
  return new Map(rows.map((row) => [row.edit, row]))
}

/** Where commits may have lines of edits. */
const touchedBy = (files: readonly EditedFile[]): TouchedFile[] =>
  files.flatMap(({ repository, path, movedFrom, at }) =>
    [path, movedFrom].flatMap((name) => (name === null ? [] : [{ repository, path: name, at: Number(at) * 1000 }])),
  )
