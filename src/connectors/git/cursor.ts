import type { Json } from '../../model/field.ts'
import type { EvidenceState } from './evidence/evidence-state.ts'
import type { KnownRoot } from './identity.ts'

/** How far a repository has been read. */
export interface GitCursor {
  /** The source's stamp when the refs were listed. */
  readonly stamp: string
  /** The repository's id in the records. */
  readonly repository: string
  readonly root: KnownRoot | undefined
  /** The commits where a shallow clone ends. */
  readonly shallow: readonly string[]
  /** Commit ids by name of ref, as the records have them. */
  readonly refs: Readonly<Record<string, string>>
  /** Commits that have been read with all that they reach. */
  readonly known: readonly string[]
  /** When its refs were last seen, in milliseconds since 1970; absent where a version before this one read it. */
  readonly seenAt?: number
  /** How far notes and checkpoints are read; absent where a version before this one read it. */
  readonly evidence?: EvidenceState
  /** A walk that is not finished: from these tips, without `known`; the first `done` commits are read. */
  readonly reading: { readonly tips: readonly string[]; readonly done: number } | undefined
}

/** The cursor as it is kept. */
export const toJson = ({ root, reading, ...cursor }: GitCursor): Json => ({
  stamp: cursor.stamp,
  repository: cursor.repository,
  shallow: [...cursor.shallow],
  refs: { ...cursor.refs },
  known: [...cursor.known],
  ...(cursor.seenAt !== undefined && { seenAt: cursor.seenAt }),
  ...(cursor.evidence !== undefined && { evidence: evidenceToJson(cursor.evidence) }),
  ...(root !== undefined && { root: { ...root } }),
  ...(reading !== undefined && { reading: { tips: [...reading.tips], done: reading.done } }),
})

const evidenceToJson = (evidence: EvidenceState): Json =>
  Object.fromEntries(
    Object.entries(evidence).map(([name, { read, reading }]) => [
      name,
      { ...(read !== undefined && { read }), ...(reading !== undefined && { reading: { ...reading } }) },
    ]),
  )

/** The cursor that was kept; only ever one that `toJson` made. */
export const fromJson = (json: Json | undefined): GitCursor | undefined => {
  if (json === undefined || json === null) return undefined
  const cursor = json as unknown as Omit<GitCursor, 'root' | 'reading'> & Partial<GitCursor>
  return { ...cursor, root: cursor.root, reading: cursor.reading }
}
