import type { ClientBase } from 'pg'
import type { RecordKind } from '../../model/record.ts'
import { chunkFieldsOf, columnsOf, snakeCase, tableOf } from '../columns.ts'
import { readChunks } from '../texts/read-texts.ts'

const page = 500

/** A record as it is stored: fields by name, texts included, hashed lines in hexadecimal, times in ISO 8601. */
export type StoredRecord = Readonly<Record<string, unknown>>

type Row = Record<string, unknown>

const plainValue = (value: unknown): unknown =>
  value instanceof Date ? value.toISOString() : Buffer.isBuffer(value) ? value.toString('hex') : value

/** All records of a kind, ordered by key, a page in memory at a time. */
export async function* storedRecords(client: ClientBase, kind: RecordKind): AsyncGenerator<StoredRecord> {
  const key = kind.key.map(snakeCase)
  let after: unknown[] | undefined
  for (;;) {
    const { rows } = await client.query<Row>(
      `select ${selectedOf(kind)} from ${tableOf(kind)}
       where org = 1 ${after ? `and (${key.join(', ')}) > (${key.map((_, index) => `$${index + 1}`).join(', ')})` : ''}
       order by ${key.join(', ')} limit ${page}`,
      after ?? [],
    )
    yield* recordsOf(client, kind, rows)
    const last = rows.at(-1)
    if (!last || rows.length < page) return
    after = key.map((column) => last[column])
  }
}

/** The records of a kind for which a SQL condition holds, in no order, a page in memory at a time. In a transaction. */
export async function* storedRecordsWhere(
  client: ClientBase,
  kind: RecordKind,
  condition: string,
): AsyncGenerator<StoredRecord> {
  await client.query(
    `declare wanted_record no scroll cursor for
     select ${selectedOf(kind)} from ${tableOf(kind)} where org = 1 and ${condition}`,
  )
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${page} from wanted_record`)
    yield* recordsOf(client, kind, rows)
    if (rows.length < page) break
  }
  await client.query('close wanted_record')
}

const selectedOf = (kind: RecordKind): string =>
  `${columnsOf(kind)
    .map((column) => `"${column.name}"`)
    .join(', ')}, chunk::text as chunk_`

async function* recordsOf(client: ClientBase, kind: RecordKind, rows: readonly Row[]): AsyncGenerator<StoredRecord> {
  const columns = columnsOf(kind)
  const texts = chunkFieldsOf(kind)
  const chunks = await readChunks(client, [...new Set(rows.flatMap((row) => (row.chunk_ as string | null) ?? []))])
  for (const row of rows) {
    const record: Record<string, unknown> = { kind: kind.name }
    for (const column of columns) if (row[column.name] !== null) record[column.field] = plainValue(row[column.name])
    const name = kind.key.map((field) => String(record[field])).join('\u001f')
    const chunk = row.chunk_ === null ? undefined : chunks.get(row.chunk_ as string)
    for (const field of texts) {
      const text = chunk?.get(`${kind.name}/${name}/${field}`)
      if (text !== undefined) record[field] = text
    }
    yield record
  }
}
