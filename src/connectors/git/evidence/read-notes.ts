import type { SetAside } from '../../../model/connector.ts'
import type { RecordOf } from '../../../model/records/index.ts'
import { decodeText } from '../text.ts'
import { commitTimes } from './commit-times.ts'
import type { EvidencePlace, EvidenceRead, NewFiles } from './evidence-read.ts'
import { parseNote } from './note-format.ts'
import { readObjects } from './read-objects.ts'
import type { TreeChange } from './tree-changes.ts'

/** Early notes hold the whole conversation. */
const largestNote = 16_000_000

const commitId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** The commit that a note is attached to, by the note's path. */
export const commitOfNote = (path: string): string => path.replaceAll('/', '')

/** Reads which sessions notes say lines of. */
export const readNotes = async (
  place: EvidencePlace,
  { files, position, tip }: NewFiles<TreeChange>,
): Promise<EvidenceRead> => {
  const setAside: SetAside[] = []
  const skipped: Record<string, number> = {}
  const skip = (what: string, count = 1) => {
    skipped[what] = (skipped[what] ?? 0) + count
  }
  const notes = files.map(({ path, blob }, index) => ({
    sha: commitOfNote(path),
    blob,
    position: position + index,
  }))
  const times = await commitTimes(place, [tip, ...notes.map(({ sha }) => sha).filter((sha) => commitId.test(sha))])
  const written = times.get(tip) ?? 0
  const { repository, seenAt } = place
  const records = new Map<string, RecordOf<'authorshipNote'>>()
  const record = (sha: string, note: string, sessions: readonly string[], lines: readonly string[]) =>
    records.set(sha, {
      kind: 'authorshipNote',
      repository,
      sha,
      note,
      sessions: [...sessions],
      lines: [...lines],
      at: times.get(sha) ?? written,
      seenAt,
    })
  for (const { sha, blob } of notes) if (blob === undefined && commitId.test(sha)) record(sha, 'gone', [], [])
  const byBlob = Map.groupBy(
    notes.filter(({ blob }) => blob !== undefined),
    ({ blob }) => blob!,
  )
  let bytes = 0
  for await (const [blob, content] of readObjects(place, 'blob', [...byBlob.keys()], largestNote)) {
    for (const { sha, position: at } of byBlob.get(blob)!) {
      const lost = (reason: string) => setAside.push({ position: at, length: 1, reason, subject: sha })
      if (!commitId.test(sha)) skip('file beside the notes')
      else if (content === 'missing') lost('note that is not in this clone')
      else if (content === 'too large') lost('note over 16 MB')
      else {
        bytes += content.length
        const log = parseNote(decodeText(content))
        if (typeof log === 'string') lost(log)
        else {
          if (log.ofNobody > 0) skip('entry of a note that names nobody', log.ofNobody)
          record(sha, blob, log.sessions, log.lines)
        }
      }
    }
  }
  return { records: [...records.values()], bytes, setAside, skipped }
}
