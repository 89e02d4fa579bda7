import type { AnyRecord } from '../../model/records/index.ts'
import { recordKinds } from '../../model/records/index.ts'

/** A record's natural key in one string: the values of its key fields, joined by a character that no value holds. */
export const recordKey = (record: AnyRecord): string => {
  const { key } = recordKinds[record.kind]
  const values = record as unknown as Record<string, unknown>
  return key.length === 1 ? String(values[key[0]!]) : key.map((field) => String(values[field])).join('\u001f')
}
