import type { FieldType, Json } from '../../model/field.ts'
import type { AnyRecord, KindName } from '../../model/records/index.ts'
import { recordKinds } from '../../model/records/index.ts'
import { columnsOf, tableOf } from '../columns.ts'
import { copyBytes, copyInstant, copyJson, copyNull, copyText, copyTextArray } from './copy-text.ts'
import type { Rows } from './parcel.ts'

type Encode = (value: never) => string

const encoders: Partial<Record<FieldType, Encode>> = {
  id: copyText,
  text: copyText,
  ids: copyTextArray,
  texts: copyTextArray,
  details: (value: Json) => copyJson(value),
  instant: copyInstant,
  integer: (value: number) => String(Math.trunc(value)),
  flag: (value: boolean) => (value ? 't' : 'f'),
  lines: (value: Uint8Array) => copyBytes(value),
}

const plans = new Map(
  (Object.keys(recordKinds) as KindName[]).map((name) => [
    name,
    columnsOf(recordKinds[name]).map((column) => ({ field: column.field, encode: encoders[column.fieldType]! })),
  ]),
)

/**
 * Rows for COPY, a table each. `lines` fields hold their hashes already. `chunkOf` tells the chunk that holds a
 * record's compressed texts, if it has any.
 */
export const encodeRows = (
  records: readonly AnyRecord[],
  chunkOf: (record: AnyRecord) => string | undefined,
): Rows[] => {
  const byKind = new Map<KindName, string[]>()
  for (const record of records) {
    const values = record as unknown as Record<string, never>
    let row = ''
    for (const { field, encode } of plans.get(record.kind)!) {
      const value = values[field]
      row += `${value === undefined ? copyNull : encode(value)}\t`
    }
    row += `${chunkOf(record) ?? copyNull}\n`
    const rows = byKind.get(record.kind)
    if (rows) rows.push(row)
    else byKind.set(record.kind, [row])
  }
  return [...byKind].map(([kind, rows]) => ({
    table: tableOf(recordKinds[kind]),
    count: rows.length,
    bytes: new Uint8Array(Buffer.from(rows.join(''))),
  }))
}
