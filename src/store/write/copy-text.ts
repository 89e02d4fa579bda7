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

/** Milliseconds since 1970 in COPY text format, for a timestamptz column; outside of PostgreSQL's range, its nearest end. */
export const copyInstant = (milliseconds: number): string => {
  const clamped = Math.min(Math.max(milliseconds, -62_135_596_800_000), 253_402_300_799_999)
  return new Date(clamped).toISOString()
}

/** Bytes in COPY text format, for a bytea column. */
export const copyBytes = (bytes: Uint8Array): string =>
  `\\\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`

/** What stands for NULL. */
export const copyNull = '\\N'
