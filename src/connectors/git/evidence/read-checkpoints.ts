import type { SetAside } from '../../../model/connector.ts'
import type { RecordOf } from '../../../model/records/index.ts'
import { metadataPath, parseCheckpoint } from './checkpoint-format.ts'
import { commitTimes } from './commit-times.ts'
import type { EvidencePlace, EvidenceRead, NewFiles } from './evidence-read.ts'
import { readObjects } from './read-objects.ts'
import type { TreeChange } from './tree-changes.ts'

const largestMetadata = 1_000_000

/** Reads which sessions checkpoints name: their metadata alone, never a transcript. */
export const readCheckpoints = async (
  place: EvidencePlace,
  { files: changes, position, tip }: NewFiles<TreeChange>,
): Promise<EvidenceRead> => {
  const setAside: SetAside[] = []
  const records: RecordOf<'checkpoint'>[] = []
  const files = changes.flatMap(({ path, blob }, index) => {
    const [, first, rest] = metadataPath.exec(path) ?? []
    return first === undefined || blob === undefined
      ? []
      : [{ checkpoint: first + rest, blob, path, position: position + index }]
  })
  const written = (await commitTimes(place, [tip])).get(tip) ?? 0
  const byBlob = Map.groupBy(files, ({ blob }) => blob)
  let bytes = 0
  for await (const [blob, content] of readObjects(place, 'blob', [...byBlob.keys()], largestMetadata)) {
    for (const { checkpoint, path, position: at } of byBlob.get(blob)!) {
      const lost = (reason: string) => setAside.push({ position: at, length: 1, reason, subject: path })
      if (content === 'missing') lost('checkpoint that is not in this clone')
      else if (content === 'too large') lost('checkpoint with metadata over 1 MB')
      else {
        bytes += content.length
        const session = parseCheckpoint(content.toString('utf8'))
        if (typeof session === 'string') lost(session)
        else {
          const { logId, agent, files: touched, at: made } = session
          records.push({
            kind: 'checkpoint',
            repository: place.repository,
            checkpoint,
            logId,
            ...(agent !== undefined && { agent }),
            ...(touched.length > 0 && { files: [...touched] }),
            at: made ?? written,
          })
        }
      }
    }
  }
  return { records, bytes, setAside, skipped: {} }
}
