import { ClaudeCodeParser } from '../../src/connectors/claude-code/parser.ts'
import { RolloutParser } from '../../src/connectors/codex/parser.ts'
import type { LineParser, ParserSetup } from '../../src/connectors/jsonl/index.ts'
import { LineReader } from '../../src/connectors/jsonl/lines.ts'
import { Report } from '../../src/connectors/jsonl/report.ts'
import { LineSplitter } from '../../src/connectors/jsonl/splitter.ts'
import type { ReadReport } from '../../src/model/connector.ts'
import type { Json } from '../../src/model/field.ts'
import type { AnyRecord } from '../../src/model/records/index.ts'
import type { SoundLog } from './sound-logs.ts'

/** What was read of a log that lies in memory. */
export interface ReadBytes {
  readonly records: readonly AnyRecord[]
  readonly reports: readonly ReadReport[]
}

const parserOf = (
  { connector, name }: Pick<SoundLog, 'connector' | 'name'>,
  bytes: Buffer,
  setup: ParserSetup,
): LineParser => {
  const id = `/home/ana/${name}`
  if (connector === 'claude-code') return new ClaudeCodeParser({ id, home: '/home/ana' }, setup)
  const readLine = (offset: number, length: number) => bytes.toString('utf8', offset, offset + length)
  return new RolloutParser({ id, home: '/home/ana', readLine }, setup)
}

/**
 * Reads a log as `readLog` does, without a file: up to each of the cuts and then on from what the cursor holds, as if it
 * had been appended to in as many pieces.
 */
export const readBytes = (
  log: Pick<SoundLog, 'connector' | 'name'>,
  bytes: Buffer,
  cuts: readonly number[] = [],
): ReadBytes => {
  const records: AnyRecord[] = []
  const reports: ReadReport[] = []
  let state: Json | undefined
  let offset = 0
  for (const upTo of [...cuts, bytes.length]) {
    const report = new Report()
    const batch: AnyRecord[] = []
    const parser = parserOf(log, bytes, { state, tally: report, emit: (record) => void batch.push(record) })
    const splitter = new LineSplitter(offset)
    const lines = new LineReader(parser, report, batch)
    for (const line of splitter.push(bytes.subarray(offset, upTo))) lines.line(line)
    const end = splitter.offset + lines.rest(splitter.rest())
    parser.endBatch?.()
    state = JSON.parse(JSON.stringify(parser.state())) as Json
    for (const record of batch) records.push(record)
    reports.push(report.take(end - offset))
    offset = end
  }
  return { records, reports }
}
