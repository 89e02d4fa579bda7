import type { Field } from '../../model/field.ts'
import { type AnyRecord, recordKinds } from '../../model/records/index.ts'
import { storableKey } from '../../store/write/storable.ts'

/** Texts that an index holds though they are no key. */
const indexed: Partial<Record<string, readonly string[]>> = { commit: ['authorEmail'] }

const keyFields = new Map(
  Object.values(recordKinds).map((kind): [string, readonly string[]] => [
    kind.name,
    Object.entries(kind.fields as Record<string, Field>).flatMap(([name, { type }]) => {
      const isText =
        type === 'text' && ((kind.key as readonly string[]).includes(name) || indexed[kind.name]?.includes(name))
      return type === 'id' || type === 'ids' || isText ? [name] : []
    }),
  ]),
)

/**
 * Makes ids and other keys such as an index can hold, before records are told apart by them: a log or a repository may
 * hold anything, and one row that the database refuses would stop all others.
 */
export const makeKeysStorable = (records: readonly AnyRecord[]): AnyRecord[] =>
  records.map((record) => {
    const values = record as unknown as Record<string, string | string[] | undefined>
    let changed: Record<string, unknown> | undefined
    for (const field of keyFields.get(record.kind)!) {
      const value = values[field]
      if (value === undefined) continue
      const storable = typeof value === 'string' ? storableKey(value) : storableKeys(value)
      if (storable === value) continue
      changed ??= { ...record }
      changed[field] = storable
    }
    return (changed as unknown as AnyRecord | undefined) ?? record
  })

const storableKeys = (values: string[]): string[] => {
  const storable = values.map(storableKey)
  return storable.some((value, index) => value !== values[index]) ? storable : values
}
