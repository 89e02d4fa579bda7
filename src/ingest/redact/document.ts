import type { Json } from '../../model/field.ts'
import { classifyName, type NameClass } from './names.ts'
import type { Redactor } from './redactor.ts'
import { type Counts, markerFor } from './replace.ts'
import { isPlaceholder } from './values/placeholder.ts'

/** Keys below which every text is a secret: `{"secrets": {"DB": "..."}}`. */
const holders = /^(?:secrets|passwords|credentials|creds)$/i

/** Calls `visit` for every key and every leaf text outside secret keys, in the order in which `rebuild` takes them. */
const collect = (value: Json, visit: (text: string) => void): void => {
  if (typeof value === 'string') visit(value)
  else if (Array.isArray(value)) for (const item of value) collect(item, visit)
  else if (value !== null && typeof value === 'object') {
    for (const key of Object.keys(value)) {
      visit(key)
      collect(value[key]!, visit)
    }
  }
}

/** Builds a value of the same shape from the next texts. */
const rebuild = (value: Json, next: () => string): Json => {
  if (typeof value === 'string') return next()
  if (Array.isArray(value)) return value.map((item) => rebuild(item, next))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.keys(value).map((key) => [next(), rebuild(value[key]!, next)]))
}

/** A leaf under a secret key; numbers count as secrets only where they can be one: a PIN, a numeric password. */
const redactLeaf = (value: Json, kind: NameClass, counts: Counts): Json => {
  const isSecret = typeof value === 'string' ? !isPlaceholder(value) : typeof value === 'number' && kind === 'password'
  if (!isSecret) return value
  counts[kind] = (counts[kind] ?? 0) + 1
  return markerFor(kind)
}

/** Replaces what stands under secret keys. @returns the same value where there is nothing */
const redactKeyed = (value: Json, counts: Counts, inherited?: NameClass): Json => {
  if (value === null || typeof value !== 'object') return inherited ? redactLeaf(value, inherited, counts) : value
  if (Array.isArray(value)) {
    const items = value.map((item) => redactKeyed(item, counts, inherited))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  let changed: { [key: string]: Json } | undefined
  for (const key of Object.keys(value)) {
    const before = value[key]!
    const isLeafOrList = before === null || typeof before !== 'object' || Array.isArray(before)
    const kind = isLeafOrList ? classifyName(key) : holders.test(key) ? 'credential' : undefined
    const after = redactKeyed(before, counts, kind ?? inherited)
    if (after !== before) {
      changed ??= { ...value }
      changed[key] = after
    }
  }
  return changed ?? value
}

/** JSON values of which all texts are redacted in one call. Values without secrets are the very same objects. */
export class DocumentBatch {
  readonly #texts: string[]
  readonly #counts: Counts
  readonly #entries: { value: Json; start: number; end: number }[] = []

  /** @param texts is appended to; redact it and give the result to `take` */
  constructor(texts: string[], counts: Counts) {
    this.#texts = texts
    this.#counts = counts
  }

  /** @returns the number by which `take` gives the value back */
  add(given: Json): number {
    const value = redactKeyed(given, this.#counts)
    const start = this.#texts.length
    collect(value, (text) => this.#texts.push(text))
    return this.#entries.push({ value, start, end: this.#texts.length }) - 1
  }

  take(entry: number, redacted: readonly string[]): Json {
    const { value, start, end } = this.#entries[entry]!
    let index = start
    while (index < end && redacted[index] === this.#texts[index]) index++
    if (index === end) return value
    index = start
    return rebuild(value, () => redacted[index++]!)
  }
}

/** Adds one object's counts to another's. */
export const addCounts = (sum: Counts, more: Counts): void => {
  for (const [kind, count] of Object.entries(more)) sum[kind] = (sum[kind] ?? 0) + count
}

/**
 * Redacts JSON values: texts and keys as texts are, and whatever stands under a key such as `password` or `apiKey`
 * wholly.
 */
export const redactDocuments = (values: readonly Json[], redactor: Redactor): { values: Json[]; counts: Counts } => {
  const texts: string[] = []
  const counts: Counts = {}
  const batch = new DocumentBatch(texts, counts)
  const entries = values.map((value) => batch.add(value))
  const redacted = redactor.redact(texts)
  addCounts(counts, redacted.counts)
  return { values: entries.map((entry) => batch.take(entry, redacted.texts)), counts }
}

/** Redacts one JSON value. Of many, `redactDocuments` is much faster. */
export const redactDocument = (value: Json, redactor: Redactor): { value: Json; counts: Counts } => {
  const { values, counts } = redactDocuments([value], redactor)
  return { value: values[0]!, counts }
}
