import type { ClientBase } from 'pg'
import { lineHashBytes } from '../../ingest/hash/line-hasher.ts'
import type { BlamedFile } from '../ledger/blame-file.ts'

interface OriginRow {
  readonly sha: string
  readonly path: string
  readonly added: Buffer
  readonly edits: readonly string[]
  readonly spans: readonly number[]
}

/** A line that is too short to be compared goes with its neighbours. */
const tooShort = Symbol('too short')
const nobody = Symbol('nobody')
type Behind = string | typeof tooShort | typeof nobody

/**
 * The edit that each line of a file comes from; undefined where it comes from none. A line that is too short to be
 * compared goes with the line before it of the same commit, where there is one next to it, else with the one after it.
 */
export const editsBehind = async (
  client: ClientBase,
  repository: string,
  { origins, runs }: BlamedFile,
): Promise<(string | undefined)[]> => {
  const { rows } = await client.query<OriginRow>(
    `select wanted.sha, wanted.path, change.added_lines as added, link.edits, link.spans
     from unnest($2::text[], $3::text[]) as wanted (sha, path)
     join line_link link on link.org = 1 and link.repository = $1 and link.sha = wanted.sha and link.path = wanted.path
     join file_change change on change.org = 1 and change.repository = $1 and change.sha = wanted.sha
       and change.path = wanted.path`,
    [repository, origins.map(({ sha }) => sha), origins.map(({ path }) => path)],
  )
  const found = new Map(rows.map((row) => [JSON.stringify([row.sha, row.path]), row]))
  const written = origins.map(({ sha, path }) => {
    const row = found.get(JSON.stringify([sha, path]))
    return row === undefined ? undefined : new OriginLines(row)
  })
  const lines = runs.flatMap(({ origin, first, count }) =>
    Array.from({ length: count }, (_, at): { origin: number | undefined; behind: Behind } => {
      const known = origin === undefined ? undefined : written[origin]
      return { origin, behind: known?.behind(first + at) ?? nobody }
    }),
  )
  const behind: Behind[] = lines.map((line) => line.behind)
  const goWith = (at: number, other: number) => {
    if (behind[at] === tooShort && other in behind && lines[other]!.origin === lines[at]!.origin)
      behind[at] = behind[other]!
  }
  for (let at = 0; at < lines.length; at++) goWith(at, at - 1)
  for (let at = lines.length - 1; at >= 0; at--) goWith(at, at + 1)
  return behind.map((edit) => (typeof edit === 'string' ? edit : undefined))
}

/** The lines that a commit added to a file, and the edits that they are from. */
class OriginLines {
  readonly #added: Buffer
  readonly #edits = new Map<number, string>()

  constructor({ added, edits, spans }: OriginRow) {
    this.#added = added
    for (let at = 0; at < spans.length; at += 3)
      for (let line = 0; line < spans[at + 1]!; line++) this.#edits.set(spans[at]! + line, edits[spans[at + 2]!]!)
  }

  behind(index: number): Behind {
    const edit = this.#edits.get(index)
    if (edit !== undefined) return edit
    const hash = this.#added.subarray(index * lineHashBytes, (index + 1) * lineHashBytes)
    return hash.every((byte) => byte === 0) ? tooShort : nobody
  }
}
