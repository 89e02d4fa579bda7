import { createHash } from 'node:crypto'
import type { Json } from '../../model/field.ts'

const replacement = '\ufffd'
const mostKeyBytes = 800
const keptCharacters = 200

/** A text as PostgreSQL can hold it: NUL and halves of characters become U+FFFD. */
export const storableText = (text: string): string => {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', replacement) : whole
}

/** A text that an index takes: one over 800 bytes keeps its beginning, and a hash that tells it from others. */
export const storableKey = (text: string): string => {
  const whole = storableText(text)
  if (whole.length * 3 <= mostKeyBytes || Buffer.byteLength(whole) <= mostKeyBytes) return whole
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 32)
  return `${whole.slice(0, keptCharacters).toWellFormed()}…${hash}`
}

const escapedUnstorable = /\\u(?:0000|d[89a-f])/

/** A JSON value, written out, as PostgreSQL's jsonb can hold it. */
export const storableJson = (value: Json): string => {
  const written = JSON.stringify(value)
  return escapedUnstorable.test(written) ? JSON.stringify(withStorableTexts(value)) : written
}

const withStorableTexts = (value: Json): Json => {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(withStorableTexts)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), withStorableTexts(inner)]))
}
