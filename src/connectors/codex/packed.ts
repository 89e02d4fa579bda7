import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Batch } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { asObject, integerAt, type LineParser, type ParserSetup, stringAt } from '../jsonl/index.ts'
import { LineReader } from '../jsonl/lines.ts'
import { openLog } from '../jsonl/open-log.ts'
import { Report } from '../jsonl/report.ts'
import { LineSplitter } from '../jsonl/splitter.ts'

/** Uncompressed bytes after which a batch ends. */
const batchSize = 4 * 1024 * 1024

const stampOf = async (path: string): Promise<string> => {
  const file = await openLog(path)
  try {
    const { size, mtimeMs, ino } = await file.stat()
    return `${size}:${mtimeMs}:${ino}`
  } finally {
    await file.close()
  }
}

/**
 * Reads a rollout that Codex has compressed (`.jsonl.zst`: the whole log as one Zstandard stream, never appended to).
 * Positions and the cursor are those of the uncompressed log. A log that was compressed anew is read from its start.
 */
export async function* readPacked(
  path: string,
  cursor: Json | undefined,
  open: (setup: ParserSetup) => LineParser,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const stamp = await stampOf(path)
  const before = asObject(cursor)
  const known = stringAt(before, 'stamp') === stamp ? before : undefined
  if (known?.done === true) return
  const from = integerAt(known, 'offset') ?? 0
  const records: AnyRecord[] = []
  const report = new Report()
  const splitter = new LineSplitter(from)
  const parser = open({ state: known?.state, tally: report, emit: (record) => void records.push(record) })
  const lines = new LineReader(parser, report, records)
  let batched = from
  let restarted = before !== undefined && known === undefined
  const batch = (offset: number, done: boolean): Batch => {
    parser.endBatch?.()
    const read = offset - batched
    batched = offset
    const at = { stamp, offset, done, state: parser.state() }
    const first = restarted
    restarted = false
    return { records: records.splice(0), cursor: at, report: report.take(read), ...(first && { restarted: true }) }
  }
  let passed = 0
  try {
    for await (const bytes of unpacked(path)) {
      signal?.throwIfAborted()
      const fresh = passed >= from ? bytes : bytes.subarray(Math.min(bytes.length, from - passed))
      passed += bytes.length
      for (const line of splitter.push(fresh)) lines.line(line)
      if (splitter.offset - batched >= batchSize) yield batch(splitter.offset, false)
    }
  } catch (error) {
    if (signal?.aborted) throw error
    report.setAside({ offset: splitter.offset, length: 0 }, 'compressed log is damaged from here on')
  }
  yield batch(splitter.offset + lines.rest(splitter.rest()), true)
}

async function* unpacked(path: string): AsyncGenerator<Buffer> {
  const decoder = createZstdDecompress()
  const fed = pipeline((await openLog(path)).createReadStream(), decoder)
  fed.catch(() => undefined)
  try {
    for await (const bytes of decoder) yield bytes as Buffer
    await fed
  } finally {
    decoder.destroy()
  }
}
