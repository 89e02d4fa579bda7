import type { Conflict } from '../../model/record.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { recordKinds } from '../../model/records/index.ts'
import { recordKey } from './record-key.ts'

type Values = Record<string, unknown>

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

const owner = (record: Values): string => (record.session ?? record.sha ?? '') as string

const first = (a: Values, b: Values): number =>
  compare(a.at as number, b.at as number) ||
  compare(owner(a), owner(b)) ||
  compare((a.position ?? 0) as number, (b.position ?? 0) as number)

const tokens = (record: Values): number =>
  (record.inputTokens as number) +
  (record.cacheCreation5mTokens as number) +
  (record.cacheCreation1hTokens as number) +
  (record.cacheReadTokens as number) +
  (record.outputTokens as number)

const largest = (a: Values, b: Values): number =>
  Number(a.sidechain) - Number(b.sidechain) || tokens(b) - tokens(a) || first(a, b)

const smallest = (a: unknown, b: unknown): unknown => {
  if (a === undefined) return b
  if (b === undefined) return a
  return compare(a as string, b as string) <= 0 ? a : b
}

const span = (a: Values, b: Values): Values => {
  const joined: Values = { ...a }
  for (const [field, value] of Object.entries(b)) {
    const there = joined[field]
    if (field === 'endedAt') joined[field] = Math.max(there as number, value as number)
    else if (Array.isArray(value)) joined[field] = [...new Set([...((there as unknown[]) ?? []), ...value])].sort()
    else joined[field] = smallest(there, value)
  }
  return joined
}

/** Joins two records of one key, by the rule of their kind. The same rules hold in SQL when a record meets a stored one. */
const join: Record<Conflict, (a: Values, b: Values) => Values> = {
  first: (a, b) => (first(a, b) <= 0 ? a : b),
  largest: (a, b) => (largest(a, b) <= 0 ? a : b),
  span,
  latest: (a, b) => ((b.seenAt as number) >= (a.seenAt as number) ? b : a),
  keep: (a) => a,
}

/** One record for each natural key. The order of the input does not matter. */
export const collapse = (records: readonly AnyRecord[]): AnyRecord[] => {
  const byKey = new Map<string, AnyRecord>()
  for (const record of records) {
    const key = `${record.kind}\u001f${recordKey(record)}`
    const there = byKey.get(key)
    const rule = join[recordKinds[record.kind].conflict]
    byKey.set(
      key,
      there ? (rule(there as unknown as Values, record as unknown as Values) as unknown as AnyRecord) : record,
    )
  }
  return [...byKey.values()]
}
