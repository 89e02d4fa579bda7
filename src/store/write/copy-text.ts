import type { Json } from '../../model/field.ts'
import { storableJson } from './storable.ts'

const special = /[\\\t\n\r\0]/
const everySpecial = /[\\\t\n\r\0]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\ufffd' }

/** A text in PostgreSQL's COPY text format. NUL, which PostgreSQL cannot hold, becomes U+FFFD. */
export const copyText = (text: string): string =>
  special.test(text) ? text.replace(everySpecial, (character) => escapes[character]!) : text

/** A JSON value in COPY text format, for a jsonb column. */
export const copyJson = (value: Json): string => copyText(storableJson(value))

/** A list of texts in COPY text format, for a text[] column. */
export const copyTextArray = (values: readonly string[]): string =>
  copyText(`{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`)

/** A list of whole numbers in COPY text format, for an integer[] column. */
export const copyIntegers = (values: readonly number[]): string => `{${values.join(',')}}`

const earliest = Date.parse('0001-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')
let written = { milliseconds: Number.NaN, text: '' }

/**
 * Milliseconds since 1970 in COPY text format, for a timestamptz column; outside of the years 1 to 9999 their nearest
 * end. Records come in the order of time: what was written last is often asked for again.
 */
export const copyInstant = (milliseconds: number): string => {
  if (milliseconds !== written.milliseconds) {
    const text = new Date(Math.min(Math.max(milliseconds, earliest), latest)).toISOString()
    written = { milliseconds, text }
  }
  return written.text
}

/** Bytes in COPY text format, for a bytea column. */
export const copyBytes = (bytes: Uint8Array): string =>
  `\\\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`

/** What stands for NULL. */
export const copyNull = '\\N'
