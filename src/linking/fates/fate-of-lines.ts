import { withoutPutBack } from './put-back.ts'
import type { EditLine, WrittenLine } from './session-file.ts'

/** When lines of a commit's file were on the default branch. */
export interface LineSpan {
  /** Their indexes among the lines that the commit added to the file: from `first` up to `end`. */
  readonly first: number
  readonly end: number
  /** When they first came there, in milliseconds since 1970. */
  readonly landedAt: number
  /** Numbers of commits of the default branch, and their times. */
  readonly since: number
  readonly sinceAt: number
  readonly until: number | null
  readonly untilAt: number | null
}

/** A file of a commit in which lines of edits were found. */
export interface CommittedFile {
  readonly sha: string
  /** Milliseconds since 1970. */
  readonly committedAt: number
  /** Whether somebody walked over it, or nobody ever will: then its spans are all there are. */
  readonly isSettled: boolean
  readonly spans: readonly LineSpan[]
}

/** Lines of an edit that are lines of a file in a commit. */
export interface FoundLines {
  readonly file: CommittedFile
  /** [index among the edit's added lines, count, index among the commit's added lines] */
  readonly lines: readonly number[]
}

/** Lines of one edit of which the same became. Times in milliseconds since 1970. */
export interface LineFate {
  readonly edit: string
  /** [first, count] among the lines that the edit added. */
  readonly lines: number[]
  count: number
  readonly removedAt: number | undefined
  /** The commits that carry them, in the order of time. */
  readonly commits: readonly string[]
  readonly committedAt: number | undefined
  readonly pending: boolean
  readonly landed: Landed | undefined
}

/** When lines came to the default branch and were there. */
export interface Landed {
  readonly at: number
  /** The number of the commit of the default branch that brought them. */
  readonly by: number
  /** [from, until], the last one without an end where they are still there. */
  readonly presence: readonly (readonly [number, number | null])[]
  /** The number of the commit that has them no more. */
  readonly goneBy: number | undefined
}

interface Carrier {
  readonly file: CommittedFile
  readonly spans: readonly LineSpan[]
}

/**
 * What became of lines that a session wrote to a file. A line lives in every commit that has it: the same change under another id,
 * by a squash, a rebase or a cherry-pick, is the same line. It landed when one of them brought it to the default branch.
 */
export const fatesOf = (
  written: readonly WrittenLine[],
  found: ReadonlyMap<string, readonly FoundLines[]>,
): LineFate[] => {
  const spans = new Map<CommittedFile, Map<number, LineSpan[]>>()
  const spansOf = (file: CommittedFile) => {
    const known = spans.get(file) ?? byLine(file.spans)
    spans.set(file, known)
    return known
  }
  const byEdit = new Map([...found].map(([edit, lines]) => [edit, carriersOf(lines, spansOf)]))
  const carriers = new Map(
    written.map((line) => [
      line,
      [line, ...line.moved].flatMap(({ edit, index }: EditLine) => byEdit.get(edit)?.get(index) ?? []),
    ]),
  )
  const fates = new Map<string, LineFate>()
  const names = new Names()
  for (const [line, removedAt] of withoutPutBack(written, (each) => carriers.get(each)!.length > 0)) {
    const own = carriers.get(line)!
    const key = [line.edit, removedAt, ...own.map((carrier) => names.of(carrier))].join(' ')
    const fate = fates.get(key)
    if (fate === undefined) fates.set(key, fateOf(line, removedAt, own))
    else addLine(fate, line.index)
  }
  return [...fates.values()]
}

/** Short names for what lines may share. */
class Names {
  readonly #numbers = new Map<object, number>()

  of({ file, spans }: Carrier): string {
    return [file, ...spans].map((each) => this.#number(each)).join(',')
  }

  #number(each: object): number {
    const there = this.#numbers.get(each)
    if (there !== undefined) return there
    this.#numbers.set(each, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

/** The commits that carry each line of an edit. */
const carriersOf = (
  found: readonly FoundLines[],
  spansOf: (file: CommittedFile) => ReadonlyMap<number, LineSpan[]>,
): Map<number, Carrier[]> => {
  const carriers = new Map<number, Carrier[]>()
  for (const { file, lines } of found) {
    const spans = spansOf(file)
    for (let at = 0; at < lines.length; at += 3) {
      for (let line = 0; line < lines[at + 1]!; line++) {
        const index = lines[at]! + line
        const carrier = { file, spans: spans.get(lines[at + 2]! + line) ?? [] }
        const known = carriers.get(index)
        if (known) known.push(carrier)
        else carriers.set(index, [carrier])
      }
    }
  }
  return carriers
}

/** The spans of each line. */
const byLine = (spans: readonly LineSpan[]): Map<number, LineSpan[]> => {
  const lines = new Map<number, LineSpan[]>()
  for (const span of spans) {
    for (let line = span.first; line < span.end; line++) {
      const there = lines.get(line)
      if (there) there.push(span)
      else lines.set(line, [span])
    }
  }
  return lines
}

const fateOf = (
  { edit, index }: WrittenLine,
  removedAt: number | undefined,
  carriers: readonly Carrier[],
): LineFate => {
  const files = carriers
    .map(({ file }) => file)
    .toSorted((a, b) => a.committedAt - b.committedAt || (a.sha < b.sha ? -1 : 1))
  const landed = landedOf(carriers.flatMap(({ spans }) => spans))
  return {
    edit,
    lines: [index, 1],
    count: 1,
    removedAt,
    commits: [...new Set(files.map(({ sha }) => sha))],
    committedAt: files[0]?.committedAt,
    pending: landed === undefined && files.some(({ isSettled }) => !isSettled),
    landed,
  }
}

const landedOf = (spans: readonly LineSpan[]): Landed | undefined => {
  if (spans.length === 0) return undefined
  const first = spans.reduce((best, span) => (span.since < best.since ? span : best))
  const last = spans.reduce((best, span) => ((span.until ?? Infinity) > (best.until ?? Infinity) ? span : best))
  return {
    at: Math.min(...spans.map(({ landedAt }) => landedAt)),
    by: first.since,
    presence: spans.map(({ sinceAt, untilAt }) => [sinceAt, untilAt] as const),
    goneBy: last.until ?? undefined,
  }
}

const addLine = (fate: LineFate, index: number): void => {
  const { lines } = fate
  const last = lines.length - 2
  if (lines[last]! + lines[last + 1]! === index) lines[last + 1]!++
  else lines.push(index, 1)
  fate.count++
}
