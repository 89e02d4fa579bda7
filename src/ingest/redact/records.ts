import type { Json } from '../../model/field.ts'
import { type AnyRecord, recordKinds } from '../../model/records/index.ts'
import { addCounts, DocumentBatch } from './document.ts'
import type { Redactor } from './redactor.ts'
import type { Counts } from './replace.ts'

interface RedactedFields {
  readonly texts: readonly string[]
  readonly lists: readonly string[]
  readonly documents: readonly string[]
}

const fieldsOf = (kind: AnyRecord['kind']): RedactedFields => {
  const fields = Object.entries(recordKinds[kind].fields)
  const ofType = (...types: string[]) => fields.filter(([, field]) => types.includes(field.type)).map(([name]) => name)
  return { texts: ofType('text', 'body'), lists: ofType('texts'), documents: ofType('document', 'details') }
}

const redactedFields = new Map(
  (Object.keys(recordKinds) as AnyRecord['kind'][]).map((kind) => [kind, fieldsOf(kind)] as const),
)

type Values = Record<string, unknown>

/** Puts a value back once all texts are redacted. */
interface Slot {
  readonly record: number
  readonly field: string
  readonly take: (redacted: readonly string[]) => unknown
}

/**
 * Redacts the fields of records whose types say so (see `FieldType`), all texts of the batch in one call. Fields of
 * type `lines` are left for the one who hashes them.
 * @returns the records in their order: the same objects where nothing was found, copies where something was
 */
export const redactRecords = async (
  records: readonly AnyRecord[],
  redactor: Redactor,
): Promise<{ records: AnyRecord[]; counts: Counts }> => {
  const texts: string[] = []
  const counts: Counts = {}
  const documents = new DocumentBatch(texts, counts)
  const slots: Slot[] = []

  for (const [record, given] of records.entries()) {
    const values = given as unknown as Values
    const fields = redactedFields.get(given.kind)!
    const slot = (field: string, take: Slot['take']) => slots.push({ record, field, take })
    for (const field of fields.texts) {
      if (values[field] === undefined) continue
      const at = texts.push(values[field] as string) - 1
      slot(field, (redacted) => redacted[at])
    }
    for (const field of fields.lists) {
      const list = values[field] as string[] | undefined
      if (list === undefined || list.length === 0) continue
      const at = texts.length
      for (const text of list) texts.push(text)
      slot(field, (redacted) =>
        list.some((text, index) => text !== redacted[at + index]) ? redacted.slice(at, at + list.length) : list,
      )
    }
    for (const field of fields.documents) {
      if (values[field] === undefined) continue
      const entry = documents.add(values[field] as Json)
      slot(field, (redacted) => documents.take(entry, redacted))
    }
  }

  const redacted = redactor.redact(texts)
  addCounts(counts, redacted.counts)
  const result = [...records]
  for (const { record, field, take } of slots) {
    const value = take(redacted.texts)
    if (value === (result[record] as unknown as Values)[field]) continue
    if (result[record] === records[record]) result[record] = { ...records[record]! }
    ;(result[record] as unknown as Values)[field] = value
  }
  return { records: result, counts }
}
