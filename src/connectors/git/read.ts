import type { Batch, ReadContext, Source } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import { lookAnywhere, lookWithin } from '../confined/index.ts'
import { BatchBuilder } from './batch-builder.ts'
import { fromJson, type GitCursor } from './cursor.ts'
import { isWhole } from './evidence/evidence-state.ts'
import { readEvidence } from './evidence/read-evidence.ts'
import { nothingReadable, readHistory } from './history.ts'
import { withMergedCommits } from './merged-commits.ts'
import { readMerges } from './merges/read-merges.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { refStates, snapshotRecords } from './snapshot-records.ts'

/**
 * Reads what is new in a repository: first its refs and checkouts, then commits from the newest to the oldest, then notes
 * and checkpoints.
 */
export async function* read(source: Source, json: Json | undefined, context: ReadContext): AsyncGenerator<Batch> {
  const before = fromJson(json)
  if (before?.stamp === source.stamp && before.reading === undefined && isWhole(before.evidence)) return
  const { signal } = context
  const look = source.named ? lookAnywhere : lookWithin(context.roots)
  const snapshot = await takeSnapshot(source.id, before, look, signal)
  const { repository, root, shallow } = snapshot
  if (repository === undefined && before === undefined) return
  const id = repository ?? before!.repository
  const earlier = startingPoint(before, id, snapshot)
  const builder = new BatchBuilder(id, shallow)
  builder.skip(snapshot.refs.skipped)
  const seenAt = laterThan(before?.seenAt, context.now)
  builder.add(await snapshotRecords(snapshot, id, earlier.refs, seenAt, look, signal))
  const seen = { stamp: source.stamp, repository: id, root, shallow, refs: refStates(snapshot), seenAt }
  const state = { ...seen, evidence: earlier.evidence }
  const tips = [...new Set(snapshot.refs.refs.map((ref) => ref.sha))]

  let known = earlier.known
  for (const walk of walksFrom(earlier, tips)) {
    const cursorAt = (done: number): GitCursor => ({ ...state, known, reading: { tips: walk.tips, done } })
    const left = yield* readWalk(snapshot, builder, known, walk, cursorAt, signal)
    if (left === 'broken') {
      yield* readRest(snapshot, builder, { ...state, known: earlier.known, reading: undefined }, signal)
      return
    }
    known = [...new Set([...known, ...walk.tips])]
  }
  yield* readRest(snapshot, builder, { ...state, known: tips, reading: undefined }, signal)
}

/** What is not in the history itself, and the last batch. */
async function* readRest(
  snapshot: Snapshot,
  builder: BatchBuilder,
  end: GitCursor,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch> {
  const { gitDirectory, refs } = snapshot
  const { repository, seenAt = 0 } = end
  let evidence = end.evidence ?? {}
  const isThere = (sha: string) => refs.present.has(sha)
  for await (const step of readEvidence(
    { gitDirectory, repository, seenAt, signal },
    refs.evidence,
    evidence,
    isThere,
  )) {
    builder.evidence(step)
    evidence = step.state
    if (builder.full) yield await finishBatch(snapshot, builder, { ...end, evidence }, signal)
  }
  yield await finishBatch(snapshot, builder, { ...end, evidence }, signal)
}

/** Clocks are set back: what is seen now is newer than what was seen before all the same. */
const laterThan = (before: number | undefined, now: number): number =>
  before === undefined ? now : Math.max(now, before + 1)

type StartingPoint = Pick<GitCursor, 'refs' | 'known' | 'reading'> & Required<Pick<GitCursor, 'evidence'>>

/** What still holds of a cursor. A repository that became another one, or was deepened, is read from the start. */
const startingPoint = (before: GitCursor | undefined, id: string, { refs, shallow }: Snapshot): StartingPoint => {
  const same = before?.repository === id && before.shallow.join() === shallow.join()
  if (!same) return { refs: {}, known: [], reading: undefined, evidence: {} }
  const { evidence = {} } = before
  const known = before.known.filter((sha) => refs.present.has(sha))
  if (before.reading === undefined) return { refs: before.refs, known, reading: undefined, evidence }
  const tips = before.reading.tips.filter((sha) => refs.present.has(sha))
  const whole = tips.length === before.reading.tips.length && known.length === before.known.length
  return { refs: before.refs, known, reading: { tips, done: whole ? before.reading.done : 0 }, evidence }
}

interface Walked {
  readonly tips: readonly string[]
  readonly done: number
}

/** First what an earlier read left unfinished, then what came since. */
const walksFrom = ({ known, reading }: StartingPoint, tips: readonly string[]): Walked[] => {
  const covered = new Set([...known, ...(reading?.tips ?? [])])
  const fresh = tips.filter((sha) => !covered.has(sha))
  return [...(reading === undefined ? [] : [reading]), { tips: fresh, done: 0 }].filter((walk) => walk.tips.length > 0)
}

/** Reads one walk, yielding full batches; what is left over stays in the builder. */
async function* readWalk(
  snapshot: Snapshot,
  builder: BatchBuilder,
  known: readonly string[],
  { tips, done }: Walked,
  cursorAt: (done: number) => GitCursor,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch, 'complete' | 'broken'> {
  let position = done
  for await (const items of readHistory({ gitDirectory: snapshot.gitDirectory, tips, known, signal }, done)) {
    for (const item of items) {
      if (item.type === 'file') builder.file(item, position)
      else if (item.type === 'commit') builder.commit(item, position++)
      else if (item.type === 'set-aside') builder.setAside(item.what)
      else if (item.type === 'bytes') builder.countBytes(item.bytes)
      else if (item.type === 'again') builder.dropUnfinished()
      else {
        if (position === 0 && known.length === 0) throw nothingReadable(snapshot.gitDirectory, item.words)
        builder.setAside({ position, length: 0, reason: `the history cannot be read from here on: ${item.words}` })
        return 'broken'
      }
      if (builder.full) yield await finishBatch(snapshot, builder, cursorAt(position), signal)
    }
  }
  return 'complete'
}

const finishBatch = async (
  { gitDirectory }: Snapshot,
  builder: BatchBuilder,
  cursor: GitCursor,
  signal: AbortSignal | undefined,
): Promise<Batch> => {
  const place = { gitDirectory, repository: cursor.repository, signal }
  const { records: merges, setAside } = await readMerges(place, builder.merges)
  for (const what of setAside) builder.setAside(what)
  const records = await withMergedCommits(gitDirectory, builder.records, signal)
  return builder.take(cursor, [...records, ...merges])
}
