import { objectEnd } from '../../src/connectors/jsonl/object-end.ts'
import { assembleParcel } from '../../src/ingest/prepare/assemble-parcel.ts'
import { hashLines } from '../../src/ingest/prepare/hash-lines.ts'
import { makeKeysStorable } from '../../src/ingest/prepare/storable-keys.ts'
import type { ReadReport } from '../../src/model/connector.ts'
import type { AnyRecord } from '../../src/model/records/index.ts'
import { collapse } from '../../src/store/write/collapse.ts'
import { recordKey } from '../../src/store/write/record-key.ts'
import { misfit } from '../support/records.ts'
import { asBytes, damageLog, type LogLine, type Mutated, mutateLog } from './mutate-log.ts'
import { Random } from './random.ts'
import { type ReadBytes, readBytes } from './read-bytes.ts'
import { type SoundLog, stretchOf } from './sound-logs.ts'

/** One case of a run: which log, mutated how. The same number makes the same case again. */
export interface LogCase {
  readonly log: SoundLog
  readonly sound: readonly Buffer[]
  readonly mutated: Mutated
  readonly random: Random
}

/** The case that a number stands for. */
export const logCase = (logs: readonly SoundLog[], seed: number): LogCase => {
  const random = new Random(seed)
  const log = random.pick(logs)
  const sound = stretchOf(log, random)
  const mutated = random.chance(0.3) ? damageLog(sound, random) : mutateLog(sound, random)
  return { log, sound, mutated, random }
}

/** What is wrong with how a mutated log is read; nothing when all is well. Reads it a few times, in memory. */
export const complaintsOf = ({ log, sound, mutated, random }: LogCase): string[] => {
  const { bytes } = mutated
  let read: ReadBytes
  try {
    read = readBytes(log, bytes)
  } catch (error) {
    return [`reading throws ${(error as Error).stack}`]
  }
  const kept = joined(read.records)
  const cuts = Array.from({ length: 1 + random.below(3) }, () => random.below(bytes.length + 1)).sort((a, b) => a - b)
  return [
    ...read.records.flatMap((record) => misfit(record) ?? []),
    ...read.reports.flatMap((report) => wrongIn(report, bytes.length)),
    ...difference(joined(readBytes(log, bytes, cuts).records), kept, `cut at ${cuts}`),
    ...unreadableComplaints(log, mutated, read, kept),
    ...(random.chance(0.2) ? lostWith(log, sound, mutated, read.records) : []),
    ...(random.chance(0.1) ? encodingComplaints(read.records) : []),
    ...('polluted' in {} ? ['the prototype of all objects was changed'] : []),
  ]
}

/** Records as they come to stand beside one another, by their keys. */
const joined = (records: readonly AnyRecord[]): Map<string, string> =>
  new Map(
    collapse(makeKeysStorable(records)).map((record) => [
      `${record.kind} ${recordKey(record)}`,
      JSON.stringify(record, (_key, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      ),
    ]),
  )

const difference = (one: Map<string, string>, other: Map<string, string>, when: string): string[] => {
  const keys = new Set([...one.keys(), ...other.keys()])
  const wrong = [...keys].filter((key) => one.get(key) !== other.get(key))
  return wrong.slice(0, 1).map((key) => `${when}: ${key} is ${one.get(key)}, not ${other.get(key)}`)
}

const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value > 0

const wrongIn = (report: ReadReport, size: number): string[] => [
  ...(['skipped', 'unknown', 'versions'] as const).flatMap((name) =>
    Object.entries(report[name]).flatMap(([key, count]) =>
      isCount(count) ? [] : [`${name} of ${key} is no count: ${String(count)}`],
    ),
  ),
  ...report.setAside.flatMap(({ position, length, reason }) =>
    reason !== '' && position >= 0 && length >= 0 && position + length <= size
      ? []
      : [`set aside at ${position}, ${length} bytes of ${size}: "${reason}"`],
  ),
]

const blank = /^(?:[\0-\x20]|\xef\xbb\xbf)*$/

/** Whether nothing of a line is an object: all of it must be set aside. */
const isUnreadable = ({ whole, bytes }: LogLine): boolean => {
  if (whole || blank.test(bytes.toString('latin1'))) return false
  let start = 0
  for (;;) {
    if (bytes[start] !== undefined && bytes[start]! <= 0x20) start++
    else if (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3
    else break
  }
  return !isJson(bytes.subarray(start)) && !isJson(bytes.subarray(start, objectEnd(bytes, start)))
}

const isJson = (bytes: Buffer): boolean => {
  try {
    JSON.parse(bytes.toString())
    return true
  } catch {
    return false
  }
}

const asides = ({ reports }: ReadBytes): number =>
  reports.reduce((sum, { setAside, skipped }) => {
    return sum + setAside.length + Object.values(skipped).reduce((total, count) => total + count, 0)
  }, 0)

/** What cannot be read is counted, and all else is as if blanks stood there. */
const unreadableComplaints = (
  log: SoundLog,
  { lines }: Mutated,
  read: ReadBytes,
  kept: Map<string, string>,
): string[] => {
  const unreadable = new Set(lines.filter(isUnreadable))
  if (unreadable.size === 0) return []
  const blanked = lines.map((line) =>
    unreadable.has(line) ? { ...line, bytes: Buffer.alloc(line.bytes.length, ' ') } : line,
  )
  const without = readBytes(log, asBytes(blanked))
  const counted = asides(read) - asides(without)
  return [
    ...difference(kept, joined(without.records), 'with damage'),
    ...(counted >= unreadable.size ? [] : [`${unreadable.size} lines cannot be read, ${counted} were counted`]),
  ]
}

const ownForms = new Set(['answer', 'thinking'])

/** What a line of Claude Code says by itself, whatever stands around it. */
const lostWith = (
  log: SoundLog,
  sound: readonly Buffer[],
  { lines, applied }: Mutated,
  records: readonly AnyRecord[],
): string[] => {
  if (log.connector !== 'claude-code' || applied.includes('ids of another line')) return []
  const there = new Set(records.flatMap((record) => (record.kind === 'message' ? [`${record.id} ${record.text}`] : [])))
  const whole = lines.flatMap(({ whole, origin }) => (whole && origin !== undefined ? [sound[origin]!] : []))
  const said = whole.flatMap((bytes) => readBytes(log, Buffer.concat([bytes, Buffer.from('\n')])).records)
  const lost = said.filter(
    (record) =>
      record.kind === 'message' &&
      ownForms.has(record.form) &&
      !record.id.includes('@') &&
      !there.has(`${record.id} ${record.text}`),
  )
  return lost.slice(0, 1).map((record) => `lost: ${JSON.stringify(record)}`)
}

const encodingComplaints = (records: readonly AnyRecord[]): string[] => {
  try {
    const copies = records.map((record) => ({ ...record }) as AnyRecord)
    hashLines(copies, (lines) => new Uint8Array(lines.length * 8))
    assembleParcel(copies, [], 'test')
    return []
  } catch (error) {
    return [`rows cannot be written: ${(error as Error).stack}`]
  }
}
