import { GitExit } from '../git-process.ts'
import { metadataPathspec } from './checkpoint-format.ts'
import type { EvidencePlace, EvidenceRead } from './evidence-read.ts'
import { type EvidenceRef, type EvidenceState, plan } from './evidence-state.ts'
import { readCheckpoints } from './read-checkpoints.ts'
import { commitOfNote, readNotes } from './read-notes.ts'
import { type TreeChange, treeChanges } from './tree-changes.ts'

/** What some files gave, and how far all is read with them. */
export interface EvidenceStep extends EvidenceRead {
  readonly state: EvidenceState
}

const filesAtOnce = 128

const readers = { notes: readNotes, checkpoints: readCheckpoints }

/**
 * Reads what notes and checkpoints say that is new: the files in which a ref's tree differs from the one that was read.
 * @param isThere whether a commit is in the clone
 */
export async function* readEvidence(
  place: EvidencePlace,
  refs: readonly EvidenceRef[],
  before: EvidenceState,
  isThere: (sha: string) => boolean,
): AsyncGenerator<EvidenceStep> {
  let state = plan(refs, before, isThere)
  const nothing: EvidenceRead = { records: [], bytes: 0, setAside: [], skipped: {} }
  for (const ref of refs) {
    for (let reading = state[ref.name]?.reading; reading !== undefined; reading = state[ref.name]?.reading) {
      const { to, done } = reading
      const changes = await changesOf(place, ref, baseOf(ref, refs, state), to)
      if (typeof changes === 'string') {
        const { reading: _, ...rest } = state[ref.name]!
        state = { ...state, [ref.name]: rest }
        const setAside = [{ position: 0, length: 0, reason: `${ref.holds} cannot be read: ${changes}`, subject: to }]
        yield { ...nothing, setAside, state }
        break
      }
      for (let at = done; at < changes.length; at += filesAtOnce) {
        const files = changes.slice(at, at + filesAtOnce)
        const read = await readers[ref.holds](place, { files, position: at, tip: to })
        state = { ...state, [ref.name]: { ...state[ref.name], reading: { to, done: at + files.length } } }
        yield { ...read, state }
      }
      const next = to === ref.sha ? {} : { reading: { to: ref.sha, done: 0 } }
      state = { ...state, [ref.name]: { read: to, ...next } }
      yield { ...nothing, state }
    }
  }
}

/** What a tree is compared with: what was read of its ref, else of another one that holds the same. */
const baseOf = (ref: EvidenceRef, refs: readonly EvidenceRef[], state: EvidenceState): string | undefined => {
  if (ref.holds === 'notes') return state[ref.name]?.read
  const own = state[ref.name]?.read
  return own ?? refs.flatMap(({ name, holds }) => (holds === ref.holds ? (state[name]?.read ?? []) : []))[0]
}

const changesOf = async (
  place: EvidencePlace,
  { holds }: EvidenceRef,
  from: string | undefined,
  to: string,
): Promise<TreeChange[] | string> => {
  try {
    if (holds === 'checkpoints') return await treeChanges(place, from, to, [metadataPathspec])
    return withoutMoves(await treeChanges(place, from, to))
  } catch (error) {
    if (error instanceof GitExit) return error.words
    throw error
  }
}

/** The more notes there are, the more folders they lie in: one that is gone here and new there was moved. */
const withoutMoves = (changes: readonly TreeChange[]): TreeChange[] => {
  const there = new Set(changes.flatMap(({ path, blob }) => (blob === undefined ? [] : [commitOfNote(path)])))
  return changes.filter(({ path, blob }) => blob !== undefined || !there.has(commitOfNote(path)))
}
