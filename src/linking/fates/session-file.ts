import { hashesOf } from '../commits/content-rule.ts'

/** An edit of a session, or of a subagent of it, to one file. Lines are keyed hashes, eight bytes each. */
export interface FileEdit {
  readonly edit: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly position: number
  readonly operation: string
  readonly added: Buffer
  readonly removed: Buffer
}

/** A line of an edit, by its index among the lines that the edit added. */
export interface EditLine {
  readonly edit: string
  readonly index: number
}

/** A line that counts, with the edit that wrote it. */
export interface WrittenLine extends EditLine {
  /** Later edits took it out and put it back at once, moved or indented anew: they did not write another one. */
  readonly moved: EditLine[]
  /** When a later edit of the session took it out; undefined where it stood when the session ended. */
  removedAt: number | undefined
  /** The session had taken the same line out of the file before: one of its own, or one of somebody else. */
  readonly takenOut: WrittenLine | 'of others' | undefined
}

/** The lines that a session wrote to one file, from all its edits of it. */
export const linesWritten = (edits: readonly FileEdit[]): WrittenLine[] => {
  const file = new SessionFile()
  for (const edit of edits.toSorted(earliestFirst)) file.apply(edit)
  return file.lines
}

const earliestFirst = (a: FileEdit, b: FileEdit): number =>
  a.at - b.at || a.position - b.position || (a.edit < b.edit ? -1 : 1)

/** What a session knows of a file: its own lines in it. */
class SessionFile {
  readonly lines: WrittenLine[] = []
  /** Those that stand, by hash, the latest last. */
  readonly #standing = new Map<string, WrittenLine[]>()
  /** What it took out and did not put back, by hash. */
  readonly #takenOut = new Map<string, (WrittenLine | 'of others')[]>()

  apply(edit: FileEdit): void {
    const hashes = hashesOf(edit.added)
    const removed = this.#removedBy(edit)
    const stayed = new Map<string, WrittenLine[]>()
    const fresh: (readonly [string, number])[] = []
    for (const [index, hash] of hashes.entries()) {
      if (hash === undefined) continue
      const left = removed.get(hash) ?? 0
      if (left === 0) {
        fresh.push([hash, index])
        continue
      }
      removed.set(hash, left - 1)
      const line = this.#standing.get(hash)?.pop()
      if (line === undefined) continue
      line.moved.push({ edit: edit.edit, index })
      const lines = stayed.get(hash)
      if (lines) lines.push(line)
      else stayed.set(hash, [line])
    }
    for (const [hash, count] of removed)
      for (let taken = 0; taken < count; taken++) {
        const line = this.#standing.get(hash)?.pop()
        if (line !== undefined) line.removedAt = edit.at
        const out = this.#takenOut.get(hash)
        if (out) out.push(line ?? 'of others')
        else this.#takenOut.set(hash, [line ?? 'of others'])
      }
    for (const [hash, lines] of stayed) for (const line of lines.toReversed()) this.#standing.get(hash)!.push(line)
    for (const [hash, index] of fresh) {
      const takenOut = this.#takenOut.get(hash)?.pop()
      this.#write(hash, { edit: edit.edit, index, moved: [], removedAt: undefined, takenOut })
    }
  }

  /** How many of each line an edit took out, those included that it put back. Who makes a file anew, or deletes it, takes out all. */
  #removedBy({ operation, removed }: FileEdit): Map<string, number> {
    const counts = new Map<string, number>()
    for (const hash of hashesOf(removed)) if (hash !== undefined) counts.set(hash, (counts.get(hash) ?? 0) + 1)
    if (operation === 'create' || operation === 'delete')
      for (const [hash, { length }] of this.#standing) counts.set(hash, Math.max(length, counts.get(hash) ?? 0))
    return counts
  }

  #write(hash: string, line: WrittenLine): void {
    this.lines.push(line)
    const there = this.#standing.get(hash)
    if (there) there.push(line)
    else this.#standing.set(hash, [line])
  }
}
