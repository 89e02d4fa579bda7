/** How far a ref that holds evidence is read, by its name. */
export type EvidenceState = Readonly<Record<string, RefState>>

interface RefState {
  /** The commit whose tree was read to its end. */
  readonly read?: string
  /** A tree that is not: of what is new in it, the first `done` are read. */
  readonly reading?: { readonly to: string; readonly done: number }
}

/** A ref that holds evidence, and the commit it leads to. */
export interface EvidenceRef {
  readonly name: string
  readonly sha: string
  readonly holds: 'notes' | 'checkpoints'
}

export const notesRef = 'refs/notes/ai'
const checkpointRef = /^refs\/(?:heads|remotes\/[^/]+)\/entire\/checkpoints\/v1$/

/** What a ref holds, by its name; undefined for all others. */
export const evidenceIn = (name: string): EvidenceRef['holds'] | undefined =>
  name === notesRef ? 'notes' : checkpointRef.test(name) ? 'checkpoints' : undefined

/** Whether all that was begun is read to its end. */
export const isWhole = (state: EvidenceState | undefined): boolean =>
  state !== undefined && Object.values(state).every(({ reading }) => reading === undefined)

/** The commits that a state names. */
export const commitsIn = (state: EvidenceState | undefined): string[] =>
  Object.values(state ?? {}).flatMap(({ read, reading }) => [...(read ? [read] : []), ...(reading ? [reading.to] : [])])

/**
 * What is left to read: of each ref a tree that was begun and is still there, then the one that the ref leads to now. The
 * state names both from the start, so that a read that is cut off leaves nothing out.
 */
export const plan = (
  refs: readonly EvidenceRef[],
  before: EvidenceState,
  isThere: (sha: string) => boolean,
): EvidenceState =>
  Object.fromEntries(
    refs.map(({ name, sha }): [string, RefState] => {
      const { read, reading } = before[name] ?? {}
      const base = read !== undefined && isThere(read) ? { read } : {}
      const same = base.read === read
      if (reading !== undefined && same && isThere(reading.to)) return [name, { ...base, reading }]
      return [name, base.read === sha ? base : { ...base, reading: { to: sha, done: 0 } }]
    }),
  )
