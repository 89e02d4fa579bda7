import type { ClientBase } from 'pg'
import type { FileLines } from './changed-lines.ts'
import { clockSkewMs, type WrittenLines } from './content-rule.ts'
import { namesOf } from './names.ts'

interface EditRow extends Omit<WrittenLines, 'added' | 'removed'> {
  readonly path: string
}

/** A file of a commit, and when that was made, in milliseconds since 1970. */
export interface CommittedFile extends FileLines {
  readonly committedAt: number
}

/** The edits that may have written lines of files in commits. Lines of edits are kept, since a file's commits share them. */
export class EditedLines {
  readonly #client: ClientBase
  readonly #lines = new Map<string, Pick<WrittenLines, 'added' | 'removed'>>()

  constructor(client: ClientBase) {
    this.#client = client
  }

  /** The edits of each file, under any name that it had before, until its commit. */
  async of(files: readonly CommittedFile[]): Promise<Map<FileLines, WrittenLines[]>> {
    const found = new Map<FileLines, EditRow[]>()
    for (const [repository, group] of Map.groupBy(files, (file) => file.repository)) {
      const names = await namesOf(this.#client, repository, new Set(group.map(({ path }) => path)), 'earlier')
      const rows = await this.#editsOf(repository, new Set([...names.values()].flatMap((known) => [...known])))
      for (const file of group) {
        const until = file.committedAt + clockSkewMs
        const edits = [...names.get(file.path)!].flatMap((name) => rows.get(name) ?? []).filter(({ at }) => at <= until)
        if (edits.length > 0) found.set(file, edits)
      }
    }
    await this.#read(new Set([...found.values()].flatMap((edits) => edits.map(({ edit }) => edit))))
    return new Map([...found].map(([file, edits]) => [file, this.#withLines(edits)]))
  }

  async #editsOf(repository: string, paths: ReadonlySet<string>): Promise<Map<string, EditRow[]>> {
    const { rows } = await this.#client.query<EditRow>(
      `select edit, root as session, path, (extract(epoch from at) * 1000)::bigint as at, position from edited_file
       where org = 1 and repository = $1 and path = any($2)`,
      [repository, [...paths]],
    )
    return Map.groupBy(rows, ({ path }) => path)
  }

  async #read(edits: ReadonlySet<string>): Promise<void> {
    const wanted = [...edits].filter((edit) => !this.#lines.has(edit))
    if (wanted.length === 0) return
    const { rows } = await this.#client.query<{ id: string; added: Buffer; removed: Buffer }>(
      'select id, added_lines as added, removed_lines as removed from edit where org = 1 and id = any($1)',
      [wanted],
    )
    for (const { id, ...lines } of rows) this.#lines.set(id, lines)
  }

  #withLines(edits: readonly EditRow[]): WrittenLines[] {
    return edits.flatMap((edit) => {
      const lines = this.#lines.get(edit.edit)
      return lines ? [{ ...edit, ...lines }] : []
    })
  }
}
