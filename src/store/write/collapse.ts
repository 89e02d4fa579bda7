import type { Conflict } from '../../model/record.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { recordKinds } from '../../model/records/index.ts'
import { compareText } from './compare-text.ts'
import { recordKey } from './record-key.ts'

type Values = Record<string, unknown>

const compare = (a: unknown, b: unknown): number => {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b)
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return Number(a) - Number(b)
}

const compareLists = (a: readonly string[], b: readonly string[]): number => {
  const index = a.findIndex((one, at) => one !== b[at])
  return index === -1 || index >= b.length ? a.length - b.length : compareText(a[index]!, b[index]!)
}

const owner = (record: Values): string => (record.session ?? record.sha ?? '') as string

/** Of what is not known, the last; of lines, hashed already or not yet, the smaller. */
const compareLines = (a: unknown, b: unknown): number => {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b)
  return compareText(String(a), String(b))
}

/**
 * Of the same line, read twice, the reading that has the whole output: later its file may be gone. Of two lines in one
 * place, by what they say.
 */
const first = (a: Values, b: Values): number =>
  compare(a.at, b.at) ||
  compare(owner(a), owner(b)) ||
  compare(a.position ?? 0, b.position ?? 0) ||
  Number(a.outputFile !== undefined) - Number(b.outputFile !== undefined) ||
  compareLines(a.logLine, b.logLine)

const tokens = (record: Values): number =>
  (record.inputTokens as number) +
  (record.cacheCreation5mTokens as number) +
  (record.cacheCreation1hTokens as number) +
  (record.cacheReadTokens as number) +
  (record.outputTokens as number)

const largest = (a: Values, b: Values): number =>
  Number(a.sidechain) - Number(b.sidechain) || tokens(b) - tokens(a) || first(a, b)

const latest = (a: Values, b: Values): number => {
  const order = compare(b.seenAt, a.seenAt)
  if (order !== 0) return order
  for (const field of Object.keys(recordKinds[a.kind as AnyRecord['kind']].fields)) {
    const byContent = compare(b[field], a[field])
    if (byContent !== 0) return byContent
  }
  return 0
}

const smallest = (a: unknown, b: unknown): unknown => {
  if (a === undefined) return b
  if (b === undefined) return a
  return compare(a, b) <= 0 ? a : b
}

const listOf = (...values: readonly unknown[]): string[] | undefined => {
  const list = [...new Set(values.flat() as string[])].sort(compareText)
  return list.length > 0 ? list : undefined
}

const span = (a: Values, b: Values): Values => {
  const joined: Values = { ...a }
  for (const [field, value] of Object.entries(b)) {
    const there = joined[field]
    if (field === 'endedAt') joined[field] = Math.max(there as number, value as number)
    else if (Array.isArray(value)) joined[field] = listOf(there ?? [], value)
    else joined[field] = smallest(there, value)
  }
  return joined
}

/** Joins two records of one key, by the rule of their kind. The same rules hold in SQL when a record meets a stored one. */
const join: Record<Conflict, (a: Values, b: Values) => Values> = {
  first: (a, b) => (first(a, b) <= 0 ? a : b),
  largest: (a, b) => (largest(a, b) <= 0 ? a : b),
  span,
  latest: (a, b) => (latest(a, b) <= 0 ? a : b),
  keep: (a) => a,
}

/** One record for each natural key. The order of the input does not matter. */
export const collapse = (records: readonly AnyRecord[]): AnyRecord[] => {
  const byKey = new Map<string, AnyRecord>()
  for (const record of records) {
    const key = `${record.kind}\u001f${recordKey(record)}`
    const there = byKey.get(key)
    const { conflict } = recordKinds[record.kind]
    const met = there ?? (conflict === 'span' ? record : undefined)
    byKey.set(
      key,
      met ? (join[conflict](met as unknown as Values, record as unknown as Values) as unknown as AnyRecord) : record,
    )
  }
  return [...byKey.values()]
}
