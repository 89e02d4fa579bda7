import { basename, dirname, join } from 'node:path'
import type { Batch } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import { fill, type Look, openFound } from '../confined/index.ts'
import { joinEnds, keptOfEachEnd, mostKept } from '../jsonl/index.ts'
import type { LogPath } from './log-path.ts'

/** The folder of a session in which Claude Code puts outputs that are too long for the log. */
const folderName = 'tool-results'

/** Bytes of such files in one batch. */
const mostInBatch = 8 * 1024 * 1024

/**
 * Batches with the outputs that Claude Code put into files of their own (`tool-results/`), so that they are there when
 * it has deleted those. A batch that grows large by it is yielded in parts: each but the last has the cursor that stood
 * before the batch. A file that is gone, or that may not be looked at, leaves what the log says.
 */
export async function* withPersistedOutputs(
  batches: AsyncIterable<Batch>,
  cursor: Json | undefined,
  log: LogPath,
  look: Look,
): AsyncGenerator<Batch> {
  let before = cursor ?? null
  for await (const batch of batches) {
    let { report, restarted } = batch
    let records: AnyRecord[] = []
    let bytes = 0
    for (const record of batch.records) {
      if (bytes >= mostInBatch) {
        const nothing = { bytes, items: 0, skipped: {}, unknown: {}, versions: {}, setAside: [] }
        yield { records, cursor: before, report: nothing, ...(restarted && { restarted }) }
        records = []
        bytes = 0
        restarted = false
      }
      const whole = await completed(record, log, look)
      if (whole !== record) bytes += Buffer.byteLength((whole as RecordOf<'toolResult'>).output ?? '')
      records.push(whole)
    }
    report = { ...report, bytes: report.bytes + bytes }
    yield { records, cursor: batch.cursor, report, ...(restarted && { restarted }) }
    before = batch.cursor
  }
}

const completed = async (record: AnyRecord, log: LogPath, look: Look): Promise<AnyRecord> => {
  if (record.kind !== 'toolResult' || record.outputFile === undefined || record.outputFile === log.path) return record
  for (const path of placesOf(record.outputFile, log)) {
    const found = await readPersisted(path, look)
    if (found === undefined) continue
    const { outputFile, outputOffset, outputLength, ...rest } = record
    const { text, bytes } = found
    return bytes <= mostKept
      ? { ...rest, output: text, outputBytes: bytes }
      : { ...rest, output: text, outputBytes: bytes, outputFile, outputOffset: 0, outputLength: bytes }
  }
  return record
}

/** Beside the log, whose home may have been copied here from elsewhere; then where the log says. */
const placesOf = (named: string, { path }: LogPath): string[] => {
  const name = named.split(/[\\/]/).at(-1)!
  const folders = [path.replace(/\.jsonl$/, ''), dirname(dirname(path))]
  const beside = name === '' || name === '..' ? [] : folders.map((folder) => join(folder, folderName, name))
  return basename(dirname(named)) === folderName ? [...new Set([...beside, named])] : beside
}

/** Only what really lies in such a folder: a log could name any file of its reader's. */
const readPersisted = async (path: string, look: Look): Promise<{ text: string; bytes: number } | undefined> => {
  const found = await look.find(path)
  if (found === undefined || basename(dirname(found.path)) !== folderName) return undefined
  const file = await openFound(found)
  if (file === undefined) return undefined
  try {
    const bytes = found.status.size
    const piece = async (length: number, position: number): Promise<Buffer> => {
      const into = Buffer.alloc(length)
      return into.subarray(0, await fill(file, into, position))
    }
    if (bytes <= mostKept) return { text: (await piece(bytes, 0)).toString('utf8'), bytes }
    const begin = await piece(keptOfEachEnd, 0)
    const end = await piece(keptOfEachEnd, bytes - keptOfEachEnd)
    return { text: joinEnds(begin, end, bytes), bytes }
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
