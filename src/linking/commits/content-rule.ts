import { lineHashBytes } from '../../ingest/hash/line-hasher.ts'

/** An edit of a session to one file. Lines are keyed hashes, eight bytes each. */
export interface WrittenLines {
  /** The session at the root of the tree. */
  readonly session: string
  readonly edit: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly position: number
  readonly added: Buffer
  readonly removed: Buffer
}

/** What a commit did to one file, and the edits that may have done it. */
export interface ChangedFile {
  readonly added: Buffer
  readonly removed: Buffer
  readonly edits: readonly WrittenLines[]
}

/** An added line that counts. */
export interface CountedLine {
  /** Among the added lines of its file. */
  readonly index: number
  readonly hash: string
  /** Absent for a line that is from no edit. */
  readonly edit?: WrittenLines
}

/** Clocks of two machines, and of git and a log on one, may differ by so much. */
export const clockSkewMs = 120_000

/** A line that does not count: under four characters. */
const blank = '\0'.repeat(lineHashBytes)

/** The hashes of lines, in order; `undefined` for one that does not count. */
export const hashesOf = (lines: Buffer): (string | undefined)[] => {
  const hashes: (string | undefined)[] = []
  for (let at = 0; at + lineHashBytes <= lines.length; at += lineHashBytes) {
    const hash = lines.toString('latin1', at, at + lineHashBytes)
    hashes.push(hash === blank ? undefined : hash)
  }
  return hashes
}

/**
 * The added lines of a commit that count, each with the edit that it is from, file by file. A line is from the latest
 * edit before the commit was authored that wrote it to its file; each line of an edit is used once.
 *
 * Lines are compared without their white space, so a line that a commit takes out of a file and puts back is moved or
 * indented anew, not written: it is from a session that moved it, too, or does not count.
 *
 * What was amended or rebased was committed later than it was authored: then later edits count, too, of sessions that
 * have a part in the commit already, for what others wrote since is another change.
 */
export const attribute = (
  files: readonly ChangedFile[],
  { authoredAt, committedAt }: { readonly authoredAt: number; readonly committedAt: number },
): CountedLine[][] => {
  const authored = Math.min(authoredAt, committedAt) + clockSkewMs
  const committed = committedAt + clockSkewMs
  const matchings = files.map((file) => new Matching(file))
  for (const matching of matchings) matching.assign(({ at }) => at <= authored)
  if (committed > authored) {
    const own = new Set(matchings.flatMap((matching) => matching.sessions()))
    for (const matching of matchings)
      matching.assign(({ at, session }) => at > authored && at <= committed && own.has(session))
  }
  return matchings.map((matching) => matching.counted())
}

const nothing = Buffer.alloc(0)

/** What was removed, as if it had been added: so commits that only take lines out are compared, too. */
export const inverted = (files: readonly ChangedFile[]): ChangedFile[] =>
  files.map(({ removed, edits }) => ({
    added: removed,
    removed: nothing,
    edits: edits.map((edit) => ({ ...edit, added: edit.removed, removed: nothing })),
  }))

/** The lines of one file of a commit, as they find their edits. */
class Matching {
  readonly #file: ChangedFile
  readonly #hashes: readonly (string | undefined)[]
  readonly #moved: readonly boolean[]
  readonly #origins: (WrittenLines | undefined)[]

  constructor(file: ChangedFile) {
    this.#file = file
    this.#hashes = hashesOf(file.added)
    const removed = countsOf(file.removed)
    this.#moved = this.#hashes.map((hash) => hash !== undefined && take(removed, hash))
    this.#origins = this.#hashes.map(() => undefined)
  }

  sessions(): string[] {
    return this.#origins.flatMap((edit) => edit?.session ?? [])
  }

  counted(): CountedLine[] {
    return this.#hashes.flatMap((hash, index) => {
      const edit = this.#origins[index]
      if (hash === undefined || (this.#moved[index] && edit === undefined)) return []
      return [edit === undefined ? { index, hash } : { index, hash, edit }]
    })
  }

  /** Gives the lines that have no edit yet to the chosen ones. */
  assign(chosen: (edit: WrittenLines) => boolean): void {
    const edits = this.#file.edits.filter(chosen).toSorted(latestFirst)
    if (edits.length === 0) return
    const open = new Set(this.#hashes.filter((_, index) => this.#origins[index] === undefined))
    const unused = new Map<string, { readonly edit: WrittenLines; count: number }[]>()
    const removed: Counts = new Map()
    for (const edit of edits) {
      for (const [hash, count] of countsOf(edit.added, open)) {
        const there = unused.get(hash)
        if (there) there.push({ edit, count })
        else unused.set(hash, [{ edit, count }])
      }
      for (const [hash, count] of countsOf(edit.removed, open)) add(removed, edit.session, hash, count)
    }
    this.#hashes.forEach((hash, index) => {
      if (hash === undefined || this.#origins[index] !== undefined) return
      const isMoved = this.#moved[index]!
      const moves = (session: string) => (removed.get(session)?.get(hash) ?? 0) > 0
      const entry = unused.get(hash)?.find(({ edit, count }) => count > 0 && (!isMoved || moves(edit.session)))
      if (!entry) return
      entry.count--
      if (isMoved) add(removed, entry.edit.session, hash, -1)
      this.#origins[index] = entry.edit
    })
  }
}

/** How often each session did something with each line. */
type Counts = Map<string, Map<string, number>>

const add = (counts: Counts, session: string, hash: string, count: number): void => {
  const own = counts.get(session) ?? new Map<string, number>()
  own.set(hash, (own.get(hash) ?? 0) + count)
  counts.set(session, own)
}

/** How often each line that counts is there; only those in `wanted`, where that is given. */
const countsOf = (lines: Buffer, wanted?: ReadonlySet<string | undefined>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const hash of hashesOf(lines))
    if (hash !== undefined && (!wanted || wanted.has(hash))) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  return counts
}

const take = (counts: Map<string, number>, hash: string): boolean => {
  const count = counts.get(hash) ?? 0
  if (count === 0) return false
  counts.set(hash, count - 1)
  return true
}

const latestFirst = (a: WrittenLines, b: WrittenLines): number =>
  b.at - a.at || (a.session < b.session ? -1 : a.session > b.session ? 1 : 0) || b.position - a.position
