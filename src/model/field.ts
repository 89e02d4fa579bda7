import { z } from 'zod'

/**
 * What a value is, which decides how it is stored and whether it is redacted first.
 *
 * | type | value | stored as | redacted |
 * |---|---|---|---|
 * | `id` | an identifier, hash or member of a fixed set | text | no |
 * | `ids` | several of them | text[] | no |
 * | `text` | a short text that lists show | text | yes |
 * | `texts` | several of them | text[] | yes |
 * | `body` | a text that only a reader of the record opens | compressed, beside the record | yes |
 * | `document` | the same for a JSON value | compressed, beside the record | yes, leaf by leaf |
 * | `details` | a small JSON value that queries look into | jsonb | yes, leaf by leaf |
 * | `instant` | milliseconds since 1970 UTC | timestamptz | no |
 * | `integer` | a whole number | bigint | no |
 * | `flag` | yes or no | boolean | no |
 * | `lines` | lines of code or a log, never stored: each becomes eight bytes of a keyed hash | bytea | hashed instead |
 */
export type FieldType =
  | 'id'
  | 'ids'
  | 'text'
  | 'texts'
  | 'body'
  | 'document'
  | 'details'
  | 'instant'
  | 'integer'
  | 'flag'
  | 'lines'

/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** One field of a record: its type, what it means, and the schema of its value. */
export interface Field<Value = unknown, Optional extends boolean = boolean> {
  readonly type: FieldType
  readonly doc: string
  readonly optional: Optional
  readonly schema: z.ZodType<Value>
}

type RequiredField<Value> = Field<Value, false> & { maybe(): Field<Value, true> }

const field = <Value>(type: FieldType, schema: z.ZodType<Value>, doc: string): RequiredField<Value> => ({
  type,
  doc,
  optional: false,
  schema,
  maybe: () => ({ type, doc, optional: true, schema }),
})

const json: z.ZodType<Json> = z.json() as z.ZodType<Json>

export const id = (doc: string) => field('id', z.string().min(1), doc)
export const ids = (doc: string) => field('ids', z.array(z.string()), doc)
export const text = (doc: string) => field('text', z.string(), doc)
export const texts = (doc: string) => field('texts', z.array(z.string()), doc)
export const body = (doc: string) => field('body', z.string(), doc)
export const document = (doc: string) => field('document', json, doc)
export const details = (doc: string) => field('details', json, doc)
export const instant = (doc: string) => field('instant', z.number().int(), doc)
export const integer = (doc: string) => field('integer', z.number().int(), doc)
export const flag = (doc: string) => field('flag', z.boolean(), doc)
export const lines = (doc: string) => field('lines', z.array(z.string()), doc)
/** A member of a fixed set. */
export const one = <const Members extends readonly [string, ...string[]]>(members: Members, doc: string) =>
  field<Members[number]>('id', z.enum(members) as unknown as z.ZodType<Members[number]>, doc)
