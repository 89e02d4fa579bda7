import type { Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { Batch, Source } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { cursorFromJson, cursorToJson, fingerprintOf, type LogCursor } from './cursor.ts'
import { LineReader } from './lines.ts'
import { openLog } from './open-log.ts'
import type { LineParser, ParserSetup } from './parser.ts'
import { Report } from './report.ts'
import { LineSplitter } from './splitter.ts'

/** Raw bytes after which a batch ends. */
const batchSize = 4 * 1024 * 1024
const bufferSize = 1024 * 1024

/**
 * Reads a log on from a cursor to its present end, in batches of about 4 MB of raw input. Yields nothing when there is
 * nothing new. Memory is bounded: lines over 64 MB are set aside unread.
 *
 * - A last line without newline is read if it is a complete JSON object already, else left for the next time.
 * - A log that was truncated, replaced or rewritten since is read from its start with a fresh parser.
 * - No content throws. A log that is gone or cannot be opened throws `MaestroError` `source-unreadable`.
 */
export async function* readLog(
  source: Pick<Source, 'id'>,
  cursor: Json | undefined,
  open: (setup: ParserSetup) => LineParser,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  const file = await openLog(source.id)
  try {
    const status = await file.stat()
    const before = cursorFromJson(cursor)
    const from = await resumable(file, status, before)
    let restarted = before !== undefined && from === undefined
    for await (const batch of new LogReader(file, status, from, open).batches(signal)) {
      yield restarted ? { ...batch, restarted } : batch
      restarted = false
    }
  } finally {
    await file.close()
  }
}

/** The cursor, if the file still begins with what it passed. */
const resumable = async (file: FileHandle, status: Stats, cursor: LogCursor | undefined) => {
  if (cursor === undefined || status.size < cursor.offset) return undefined
  return (await fingerprintOf(file, cursor.offset)) === cursor.fingerprint ? cursor : undefined
}

class LogReader {
  private readonly file: FileHandle
  private readonly status: Stats
  private readonly splitter: LineSplitter
  private readonly lines: LineReader
  private readonly parser: LineParser
  private readonly report = new Report()
  private readonly records: AnyRecord[] = []
  private readonly start: number
  /** Bytes taken from the file, and those of them that belong to a batch yielded already. */
  private position: number
  private batched: number

  constructor(
    file: FileHandle,
    status: Stats,
    cursor: LogCursor | undefined,
    open: (setup: ParserSetup) => LineParser,
  ) {
    this.file = file
    this.status = status
    this.start = cursor?.offset ?? 0
    this.position = this.start
    this.batched = this.start
    this.splitter = new LineSplitter(this.start)
    this.parser = open({
      state: cursor?.state,
      tally: this.report,
      emit: (record) => {
        this.records.push(record)
      },
    })
    this.lines = new LineReader(this.parser, this.report, this.records)
  }

  async *batches(signal: AbortSignal | undefined): AsyncGenerator<Batch> {
    const buffer = Buffer.allocUnsafeSlow(Math.min(bufferSize, Math.max(this.status.size - this.start, 1)))
    while (this.position < this.status.size) {
      signal?.throwIfAborted()
      const wanted = Math.min(buffer.length, this.status.size - this.position)
      const { bytesRead } = await this.file.read(buffer, 0, wanted, this.position)
      if (bytesRead === 0) break
      this.position += bytesRead
      for (const line of this.splitter.push(buffer.subarray(0, bytesRead))) this.lines.line(line)
      if (this.splitter.offset - this.batched >= batchSize) yield await this.batch(this.splitter.offset)
    }
    const end = this.splitter.offset + this.lines.rest(this.splitter.rest())
    if (end > this.batched) yield await this.batch(end)
  }

  /** Ends the batch at an offset up to which all lines are read. */
  private async batch(offset: number): Promise<Batch> {
    this.parser.endBatch?.()
    const fingerprint = (await fingerprintOf(this.file, offset)) ?? 'file was cut while it was read'
    const identity = `${this.status.dev}:${this.status.ino}`
    const batch = {
      records: this.records.splice(0),
      cursor: cursorToJson({ offset, identity, fingerprint, state: this.parser.state() }),
      report: this.report.take(offset - this.batched),
    }
    this.batched = offset
    return batch
  }
}
