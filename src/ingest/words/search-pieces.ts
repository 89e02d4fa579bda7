import type { AnyRecord } from '../../model/records/index.ts'
import { cutWords, toSearchVector } from '../../store/search/cut-words.ts'
import { pairsIn } from '../../store/search/word-pairs.ts'
import { copyBytes, copyInstant, copyIntegers, copyNull, copyText } from '../../store/write/copy-text.ts'
import type { Rows } from '../../store/write/parcel.ts'

const searchedForms = new Set(['answer', 'summary'])

/** What a search for a record looks through; undefined for a record that search does not find. */
const textsOf = (record: AnyRecord): (string | undefined)[] | undefined => {
  switch (record.kind) {
    case 'turn':
      return [record.command, record.text]
    case 'message':
      return searchedForms.has(record.form) ? [record.text] : undefined
    case 'toolCall':
      return [record.tool, record.target]
    case 'edit':
      return [record.path, record.movedTo]
    case 'sessionEvent':
      return record.type === 'title' ? [(record.details as { title?: string }).title] : undefined
    default:
      return undefined
  }
}

/** What search knows of a record. */
export interface SearchWords {
  /** A tsvector literal. */
  readonly vector: string
  /** Which of them stand next to each other; undefined where they are too many. */
  readonly pairs: readonly number[] | undefined
}

/** The words of a record; undefined for a record that search does not find. */
export const searchWordsOf = (record: AnyRecord): SearchWords | undefined => {
  const texts = textsOf(record)?.filter((text) => text !== undefined)
  if (!texts) return undefined
  const words = new Set<string>()
  for (const text of texts) cutWords(text, words)
  return words.size > 0 ? { vector: toSearchVector(words), pairs: pairsIn(texts) } : undefined
}

/** Orders records of one key, session and time as they are themselves ordered: by position, then by log line. */
const rankOf = (record: AnyRecord): Uint8Array => {
  const { position, logLine } = record as { position?: number; logLine?: Uint8Array }
  const rank = Buffer.alloc(16, 0xff)
  rank.writeBigUInt64BE(BigInt(position ?? 0))
  if (logLine) rank.set(logLine, 8)
  return rank
}

/** Rows for the search index: the words of each record that search finds. */
export const searchPieces = (records: readonly AnyRecord[]): Rows | undefined => {
  const rows: string[] = []
  for (const record of records) {
    const words = searchWordsOf(record)
    if (words === undefined) continue
    const { kind, id, session, at } = record as { kind: string; id: string; session: string; at: number }
    const { vector, pairs } = words
    const values = [
      kind,
      copyText(id),
      copyText(session),
      copyInstant(at),
      copyBytes(rankOf(record)),
      copyText(vector),
      pairs ? copyIntegers(pairs) : copyNull,
    ]
    rows.push(`${values.join('\t')}\n`)
  }
  return rows.length === 0
    ? undefined
    : { table: 'search_piece', count: rows.length, bytes: new Uint8Array(Buffer.from(rows.join(''))) }
}
