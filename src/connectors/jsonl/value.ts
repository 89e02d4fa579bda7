import type { Json } from '../../model/field.ts'

/** A JSON object of unknown shape. */
export type JsonObject = { [key: string]: Json }

/** A field that is an object; absent for anything else. */
export const objectAt = (value: JsonObject | undefined, key: string): JsonObject | undefined => asObject(value?.[key])

/** A field that is an array; absent for anything else. */
export const arrayAt = (value: JsonObject | undefined, key: string): Json[] | undefined => {
  const found = value?.[key]
  return Array.isArray(found) ? found : undefined
}

/** A field that is a string, not empty; absent for anything else. */
export const stringAt = (value: JsonObject | undefined, key: string): string | undefined => {
  const found = value?.[key]
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** A field that is a finite number; absent for anything else. */
export const numberAt = (value: JsonObject | undefined, key: string): number | undefined => {
  const found = value?.[key]
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined
}

/** A field that is a whole number which a program can count with, rounded down; absent for anything else. */
export const integerAt = (value: JsonObject | undefined, key: string): number | undefined => {
  const found = numberAt(value, key)
  return found === undefined || Math.abs(found) > Number.MAX_SAFE_INTEGER ? undefined : Math.floor(found)
}

/** A count: a whole number from 0; 0 for anything else. */
export const countAt = (value: JsonObject | undefined, key: string): number => {
  const found = integerAt(value, key)
  return found === undefined || found < 0 ? 0 : found
}

/** More tokens than any session ever spent: sums of such counts fit no number. */
const mostTokens = 1e12

/** A count of tokens; 0 for anything else, and for what nobody can have spent. */
export const tokensAt = (value: JsonObject | undefined, key: string): number => {
  const found = countAt(value, key)
  return found > mostTokens ? 0 : found
}

/** Whether a field is `true`. */
export const trueAt = (value: JsonObject | undefined, key: string): boolean => value?.[key] === true

/** The year 2200: what claims to be later is no time at which something was logged, and no database takes all of it. */
const latest = 7_258_118_400_000

/** A field that holds an ISO 8601 instant from 1970 on, as milliseconds since then, UTC; absent for anything else. */
export const instantAt = (value: JsonObject | undefined, key: string): number | undefined => {
  const found = value?.[key]
  if (typeof found !== 'string') return undefined
  const at = Date.parse(found)
  return at >= 0 && at < latest ? at : undefined
}

/** The value when it is an object; absent for anything else. */
export const asObject = (value: Json | undefined): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined

/** Whether a value nests no deeper than so many levels: deeper ones overflow whoever walks them later. */
export const nestsWithin = (value: Json, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return true
  if (levels === 0) return false
  for (const key in value) if (!nestsWithin((value as JsonObject)[key]!, levels - 1)) return false
  return true
}

/**
 * A JSON value as a record keeps it whole: what nests deeper than so many levels is left out, and a number that no double
 * holds (`1e999`) is kept as a text, for JSON has no infinity.
 */
export const keptWhole = (value: Json, levels: number): Json => {
  if (!nestsWithin(value, levels)) return { leftOut: 'nests too deep' }
  return allFinite(value) ? value : (JSON.parse(JSON.stringify(value, infinityAsText)) as Json)
}

const allFinite = (value: Json): boolean => {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  for (const key in value) if (!allFinite((value as JsonObject)[key]!)) return false
  return true
}

const infinityAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
