import type { Field } from '../../model/field.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { recordKinds } from '../../model/records/index.ts'

const lineFields = new Map(
  Object.values(recordKinds).flatMap((kind) => {
    const fields = Object.entries(kind.fields as Record<string, Field>).flatMap(([name, { type, optional }]) =>
      type === 'lines' ? [{ name, optional }] : [],
    )
    return fields.length > 0 ? [[kind.name as string, fields] as const] : []
  }),
)

/** Replaces the lines in records by their keyed hashes, before redaction changes a text. */
export const hashLines = (records: readonly AnyRecord[], hash: (lines: readonly string[]) => Uint8Array): void => {
  for (const record of records) {
    const fields = lineFields.get(record.kind)
    if (!fields) continue
    const values = record as unknown as Record<string, unknown>
    for (const { name, optional } of fields) {
      const lines = values[name] as string[] | undefined
      if (lines !== undefined || !optional) values[name] = hash(lines ?? [])
    }
  }
}
