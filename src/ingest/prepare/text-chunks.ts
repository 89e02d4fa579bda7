import { createHash } from 'node:crypto'
import type { AnyRecord } from '../../model/records/index.ts'
import { recordKinds } from '../../model/records/index.ts'
import { chunkFieldsOf } from '../../store/columns.ts'
import { type ChunkEntry, encodeChunk, packChunk } from '../../store/texts/chunk.ts'
import { copyBytes, copyText } from '../../store/write/copy-text.ts'
import type { Rows } from '../../store/write/parcel.ts'
import { recordKey } from '../../store/write/record-key.ts'

const chunkCharacters = 256 * 1024

const fieldsByKind = new Map(
  Object.values(recordKinds).flatMap((kind) => {
    const fields = chunkFieldsOf(kind)
    return fields.length > 0 ? [[kind.name as string, fields] as const] : []
  }),
)

interface OpenChunk {
  readonly texts: ChunkEntry[]
  readonly records: AnyRecord[]
  characters: number
}

/** Compressed texts of records, and which chunk holds those of which record. */
export interface TextChunks {
  readonly rows: Rows | undefined
  readonly chunkOf: (record: AnyRecord) => string | undefined
}

/**
 * Packs the long texts of records into chunks of one session each, about 256 kB before compression. A chunk is named
 * by the first eight bytes of the SHA-256 of its content, so that the same texts make the same chunk.
 */
export const packTexts = (records: readonly AnyRecord[]): TextChunks => {
  const open = new Map<string, OpenChunk>()
  const chunkByRecord = new Map<AnyRecord, string>()
  const rows: string[] = []

  const close = (session: string, { texts, records: held }: OpenChunk): void => {
    const content = encodeChunk(texts)
    const id = createHash('sha256').update(session).update(content).digest().readBigInt64BE().toString()
    for (const record of held) chunkByRecord.set(record, id)
    rows.push(`${id}\t${copyText(session)}\t${copyBytes(packChunk(content))}\n`)
    open.delete(session)
  }

  for (const record of records) {
    const fields = fieldsByKind.get(record.kind)
    if (!fields) continue
    const values = record as unknown as Record<string, unknown>
    const session = values.session as string
    for (const field of fields) {
      const value = values[field]
      if (value === undefined) continue
      let chunk = open.get(session)
      if (!chunk) {
        chunk = { texts: [], records: [], characters: 0 }
        open.set(session, chunk)
      }
      chunk.texts.push([`${record.kind}/${recordKey(record)}/${field}`, value])
      chunk.records.push(record)
      chunk.characters += typeof value === 'string' ? value.length : 200
    }
    const chunk = open.get(session)
    if (chunk && chunk.characters >= chunkCharacters) close(session, chunk)
  }
  for (const [session, chunk] of open) close(session, chunk)

  return {
    rows:
      rows.length === 0
        ? undefined
        : { table: 'text_chunk', count: rows.length, bytes: new Uint8Array(Buffer.from(rows.join(''))) },
    chunkOf: (record) => chunkByRecord.get(record),
  }
}
