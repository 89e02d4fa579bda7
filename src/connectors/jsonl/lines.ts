import { crc32 } from 'node:zlib'
import type { Json } from '../../model/field.ts'
import { type AnyRecord, recordKinds } from '../../model/records/index.ts'
import { countValues } from './count-values.ts'
import { holdsJoint } from './joint.ts'
import { objectEnd } from './object-end.ts'
import type { LineParser } from './parser.ts'
import type { Report } from './report.ts'
import type { FoundLine } from './splitter.ts'
import { asObject } from './value.ts'

/** Lines beyond this are looked at before they are parsed: the values of longer ones may not fit into memory. */
const longLine = 4 * 1024 * 1024
const mostValues = 2_000_000

/** Turns the bytes of lines into JSON objects, hands them to the parser, and sets aside what is none. */
export class LineReader {
  private readonly parser: LineParser
  private readonly report: Report
  private readonly records: AnyRecord[]

  /** Records that the parser emits go into `records`, from which those of a line that fails are taken back. */
  constructor(parser: LineParser, report: Report, records: AnyRecord[]) {
    this.parser = parser
    this.report = report
    this.records = records
  }

  /** A complete line. */
  line(line: FoundLine): void {
    if (line.length === 0) return
    this.report.item()
    if (line.bytes === undefined) {
      this.report.setAside(line, 'line over 64 MB')
      return
    }
    const bytes = line.bytes
    const start = this.blank(bytes, 0, line.offset)
    if (start === bytes.length) return
    const name = this.parser.skip?.(start === 0 ? bytes : bytes.subarray(start))
    if (name !== undefined && !holdsJoint(bytes)) {
      this.report.skipped(name)
      return
    }
    if (holdsTooMuch(bytes)) {
      this.report.setAside(line, 'line holds over two million values')
      return
    }
    const value = parse(bytes, start, bytes.length)
    if (value === undefined) this.joined(bytes, start, line.offset)
    else this.value(value, line.offset + start, bytes.subarray(start))
  }

  /** What stands after the last newline. Answers how many bytes of it are complete objects already, and now read. */
  rest(line: FoundLine): number {
    if (line.bytes === undefined || holdsTooMuch(line.bytes) || !isComplete(line.bytes)) return 0
    this.line(line)
    return line.length
  }

  /** A line that is no JSON value: several objects that lost the newline between them, or damage. */
  private joined(bytes: Buffer, from: number, offset: number): void {
    for (let start = from; start < bytes.length; ) {
      const end = objectEnd(bytes, start)
      const value = end === 0 ? undefined : parse(bytes, start, end)
      if (value === undefined) {
        const reason = bytes.includes(0, start) ? 'line is not JSON: NUL bytes' : 'line is not JSON'
        this.report.setAside({ offset: offset + start, length: bytes.length - start }, reason)
        return
      }
      this.value(value, offset + start, bytes.subarray(start, end))
      start = this.blank(bytes, end, offset)
    }
  }

  /** Where the content goes on after what a crash or an editor left there. */
  private blank(bytes: Buffer, start: number, offset: number): number {
    const end = skipBlank(bytes, start)
    if (end > start && bytes.subarray(start, end).includes(0)) {
      this.report.setAside({ offset: offset + start, length: end - start }, 'NUL bytes')
    }
    return end
  }

  private value(value: Json, offset: number, bytes: Buffer): void {
    const line = { offset, length: bytes.length }
    const object = asObject(value)
    if (object === undefined) {
      this.report.setAside(line, 'line is no JSON object')
      return
    }
    const before = this.records.length
    try {
      this.parser.line(object, line)
      nameLine(this.records, before, bytes)
    } catch (error) {
      this.records.length = before
      this.report.setAside(line, `line is not understood: ${error instanceof Error ? error.message : error}`)
    }
  }
}

const ofLines: ReadonlySet<string> = new Set(
  Object.values(recordKinds).flatMap(({ name, fields }) => ('logLine' in fields ? [name] : [])),
)

/** Says of what was read from a line which line that was. */
const nameLine = (records: readonly AnyRecord[], from: number, bytes: Buffer): void => {
  let logLine: string[] | undefined
  for (let index = from; index < records.length; index++) {
    const record = records[index]!
    if (!ofLines.has(record.kind)) continue
    logLine ??= [crc32(withoutEnd(bytes)).toString(16).padStart(8, '0')]
    Object.assign(record, { logLine })
  }
}

/** Without the blanks at its end, of which some may be there only later, when the line is written in pieces. */
const withoutEnd = (bytes: Buffer): Buffer => {
  let end = bytes.length
  while (bytes[end - 1]! <= 0x20) end--
  return bytes.subarray(0, end)
}

const holdsTooMuch = (bytes: Buffer): boolean =>
  bytes.length > longLine && countValues(bytes, mostValues) === mostValues

const parse = (bytes: Buffer, start: number, end: number): Json | undefined => {
  try {
    return JSON.parse(bytes.toString('utf8', start, end)) as Json
  } catch {
    return undefined
  }
}

/** Whether bytes are one or more complete JSON objects, to their end. */
const isComplete = (bytes: Buffer): boolean => {
  let start = skipBlank(bytes, 0)
  if (start === bytes.length) return false
  while (start < bytes.length) {
    const end = objectEnd(bytes, start)
    if (end === 0 || parse(bytes, start, end) === undefined) return false
    start = skipBlank(bytes, end)
  }
  return true
}

/** Where NUL bytes, blanks, carriage returns and byte order marks end. */
const skipBlank = (bytes: Buffer, start: number): number => {
  let at = start
  while (at < bytes.length) {
    if (bytes[at]! <= 0x20) at++
    else if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3
    else break
  }
  return at
}
