import fc from 'fast-check'
import type { Field, FieldType } from '../../src/model/field.ts'
import type { RecordKind } from '../../src/model/record.ts'
import { schemaOf } from '../../src/model/record.ts'
import { type AnyRecord, recordKinds } from '../../src/model/records/index.ts'

/** Texts that databases, encodings and escapes stumble over. */
export const hostileTexts = [
  '\t',
  'a\tb\nc\r\nd',
  '\\',
  '\\N',
  '\\.',
  '\\\\n \\t \\x41',
  'it\'s "quoted"',
  '{"a","b"}',
  '{}',
  'NULL',
  'nul \0 inside',
  '\\u0000 as six letters',
  'lone \ud800 high',
  'lone \udc00 low',
  '\udc00\ud800 the wrong way round',
  'right \u202e to left \u2066 isolated',
  'zero\u200bwidth \ufeff mark',
  'é and e\u0301, 漢字, 👩‍👩‍👧, 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '\uffff \ufffe \ufffd',
  '\u007f\u0080\u009f',
  '$1 %s `y`',
  '--; drop table session; /*',
]

/** Few values, so that what is drawn twice collides; the order of code units differs from that of characters here. */
const word = fc.constantFrom('a', 'B', 'b', 'a b', '\u{1f600}', '\uff5e', 'é', '')
const instant = fc.integer({ min: 0, max: 3 }).map((second) => 1_770_000_000_000 + second * 1000)

const values: Record<FieldType, fc.Arbitrary<unknown>> = {
  id: fc.constantFrom('a', 'B', 'b', '\u{1f600}', '\uff5e'),
  ids: fc.array(word, { maxLength: 3 }),
  text: word,
  texts: fc.array(word, { maxLength: 3 }),
  body: word,
  document: fc.record({ text: word }),
  details: fc.record({ text: word, size: fc.integer({ min: 0, max: 2 }) }),
  instant,
  integer: fc.integer({ min: 0, max: 2 }),
  flag: fc.boolean(),
  lines: fc.constantFrom([], ['x'], ['y']),
}

const fieldValue = (field: Field, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => {
  const fits = value.filter((drawn) => field.schema.safeParse(drawn).success)
  return field.optional ? fc.option(fits, { nil: undefined }) : fits
}

const memberOf = (field: Field): fc.Arbitrary<unknown> | undefined => {
  const options = (field.schema as unknown as { options?: string[] }).options
  return options ? fc.constantFrom(...options) : undefined
}

/** A record of a kind, its keys out of few so that they collide. */
export const recordOf = (kind: RecordKind): fc.Arbitrary<AnyRecord> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(kind.fields).map(([name, field]) => {
          if (kind.key.includes(name) && field.type !== 'integer')
            return [name, fc.constantFrom('a', 'b').map((key) => memberOr(field, key))]
          return [name, fieldValue(field, memberOf(field) ?? values[field.type])]
        }),
      ),
    )
    .map((drawn) => {
      const fields = Object.entries(drawn).filter(([, value]) => value !== undefined)
      return { kind: kind.name, ...Object.fromEntries(fields) } as unknown as AnyRecord
    })

const memberOr = (field: Field, key: string): string =>
  (field.schema as unknown as { options?: string[] }).options?.[key === 'a' ? 0 : 1] ?? key

/** What of a record does not fit the schema of its kind; undefined when all does. */
export const misfit = (record: AnyRecord): string | undefined => {
  const kind = recordKinds[record.kind]
  if (!kind) return `no kind ${record.kind}`
  const { error } = schemas.get(kind.name)!.safeParse(record)
  return error && `${record.kind}: ${error.message}`
}

const schemas = new Map(Object.values(recordKinds).map((kind) => [kind.name as string, schemaOf(kind)]))
