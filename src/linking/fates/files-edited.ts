import type { ClientBase } from 'pg'
import type { FileEdit } from './session-file.ts'

/** All edits that a session, its subagents included, made to a file, under whatever names it had meanwhile. */
export interface EditedFileGroup {
  readonly root: string
  readonly repository: string
  readonly edits: readonly LocatedEdit[]
}

export interface LocatedEdit extends FileEdit {
  /** In the history, else as logged. */
  readonly path: string
  readonly inside: boolean
}

interface PlaceRow {
  readonly edit: string
  readonly root: string
  readonly repository: string
  readonly name: string
  readonly movedFrom: string | null
  readonly inside: boolean
  readonly at: number
  readonly position: number
}

/** The files that some edits changed, with all that their sessions did to them. Edits that are gone lead to none. */
export const filesEditedWith = async (client: ClientBase, edits: readonly string[]): Promise<EditedFileGroup[]> => {
  const { rows } = await client.query<PlaceRow>(
    `select edit, root, repository, coalesce(path, logged) as name, moved_from as "movedFrom", inside,
       (extract(epoch from at) * 1000)::float8 as at, position
     from edited_file
     where org = 1 and root in (select root from edited_file where org = 1 and edit = any($1))`,
    [edits],
  )
  const wanted = new Set(edits)
  const files = [...Map.groupBy(rows, ({ root, repository }) => JSON.stringify([root, repository])).values()]
    .flatMap(byFile)
    .filter((file) => file.some(({ edit }) => wanted.has(edit)))
  const lines = await linesOf(
    client,
    files.flatMap((file) => file.map(({ edit }) => edit)),
  )
  return files.map((file) => ({
    root: file[0]!.root,
    repository: file[0]!.repository,
    edits: file.flatMap(({ edit, name, inside, at, position }) => {
      const known = lines.get(edit)
      return known === undefined ? [] : [{ edit, path: name, inside, at, position, ...known }]
    }),
  }))
}

/** Edits by the file that they changed: one that was moved is the same under both names. */
const byFile = (edits: readonly PlaceRow[]): PlaceRow[][] => {
  const next = new Map<string, string>()
  const firstName = (name: string): string => {
    let at = name
    for (let other = next.get(at); other !== undefined; other = next.get(at)) at = other
    return at
  }
  for (const { name, movedFrom } of edits) {
    if (movedFrom === null) continue
    const [from, to] = [firstName(movedFrom), firstName(name)]
    if (from !== to) next.set(from, to)
  }
  return [...Map.groupBy(edits, ({ name }) => firstName(name)).values()]
}

type Lines = Pick<FileEdit, 'operation' | 'added' | 'removed'>

const linesOf = async (client: ClientBase, edits: readonly string[]): Promise<Map<string, Lines>> => {
  const { rows } = await client.query<Lines & { id: string }>(
    'select id, operation, added_lines as added, removed_lines as removed from edit where org = 1 and id = any($1)',
    [edits],
  )
  return new Map(rows.map(({ id, ...lines }) => [id, lines]))
}
