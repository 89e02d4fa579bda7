import type { ClientBase } from 'pg'
import type { RecordKind } from '../model/record.ts'
import { type AnyRecord, recordKinds } from '../model/records/index.ts'
import { type Column, columnsOf, snakeCase, tableOf } from '../store/columns.ts'
import { encodeChunk, packChunk, unpackChunk } from '../store/texts/chunk.ts'
import { createRedactor, type Redactor, redactDocuments, redactRecords } from './redact/index.ts'
import { rulesVersion } from './redact/version.ts'
import { searchWordsOf } from './words/search-pieces.ts'

const page = 1_000
const chunkPage = 50

/**
 * Redacts again what was stored under other rules: short texts, compressed texts and the words that search knows. Does
 * nothing where all is of the present rules. Interrupted, it starts over: redacting twice changes nothing.
 */
export const redactStored = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ old: boolean }>(
    `select exists (select from source where org = 1 and redaction_version not in ('', $1)) as old`,
    [rulesVersion],
  )
  if (!rows[0]!.old) return
  const redactor = await createRedactor()
  for (const kind of Object.values(recordKinds)) await redactRows(client, kind, redactor)
  await redactChunks(client, redactor)
  await client.query(
    `insert into dirty (kind, key) select 'session', id from session where org = 1 on conflict do nothing`,
  )
  await client.query(`update source set redaction_version = $1 where org = 1 and redaction_version <> ''`, [
    rulesVersion,
  ])
}

const redactedTypes = new Set(['text', 'texts', 'details'])

const redactRows = async (client: ClientBase, kind: RecordKind, redactor: Redactor): Promise<void> => {
  const columns = columnsOf(kind).filter(({ fieldType }) => fieldType !== 'lines')
  const redactable = columns.filter(
    ({ fieldType, name }) => redactedTypes.has(fieldType) && !kind.key.map(snakeCase).includes(name),
  )
  if (redactable.length === 0) return
  for await (const rows of pagesOf(client, kind, columns)) {
    const records = rows.map((row) => recordOf(kind, columns, row))
    const { records: redacted } = await redactRecords(records, redactor)
    const changed = redacted.filter((record, index) => record !== records[index])
    for (const record of changed) await updateRow(client, kind, redactable, record)
    await updateWords(client, changed)
  }
}

type Row = Record<string, unknown>

async function* pagesOf(client: ClientBase, kind: RecordKind, columns: readonly Column[]): AsyncGenerator<Row[]> {
  const key = kind.key.map(snakeCase)
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  let after: unknown[] | undefined
  for (;;) {
    const beyond = after ? `and (${key.join(', ')}) > (${key.map((_, index) => `$${index + 1}`).join(', ')})` : ''
    const { rows } = await client.query<Row>(
      `select ${names} from ${tableOf(kind)} where org = 1 ${beyond} order by ${key.join(', ')} limit ${page}`,
      after ?? [],
    )
    if (rows.length > 0) yield rows
    if (rows.length < page) return
    after = key.map((column) => rows.at(-1)![column])
  }
}

const recordOf = (kind: RecordKind, columns: readonly Column[], row: Row): AnyRecord => {
  const record: Row = { kind: kind.name }
  for (const { name, field } of columns) {
    const value = row[name]
    if (value !== null) record[field] = value instanceof Date ? value.getTime() : value
  }
  return record as unknown as AnyRecord
}

const updateRow = async (
  client: ClientBase,
  kind: RecordKind,
  columns: readonly Column[],
  record: AnyRecord,
): Promise<void> => {
  const values = record as unknown as Row
  const set = columns.map(({ name }, index) => `"${name}" = $${index + 1}`)
  const where = kind.key.map((field, index) => `${snakeCase(field)} = $${columns.length + index + 1}`)
  await client.query(`update ${tableOf(kind)} set ${set.join(', ')} where org = 1 and ${where.join(' and ')}`, [
    ...columns.map(({ field, type }) => {
      const value = values[field] ?? null
      return type === 'jsonb' && value !== null ? JSON.stringify(value) : value
    }),
    ...kind.key.map((field) => values[field]),
  ])
}

const updateWords = async (client: ClientBase, records: readonly AnyRecord[]): Promise<void> => {
  for (const record of records) {
    const words = searchWordsOf(record)
    if (words === undefined) continue
    await client.query(
      'update search_piece set words = $3::tsvector, pairs = $4 where org = 1 and kind = $1 and id = $2',
      [record.kind, (record as { id: string }).id, words.vector, words.pairs ?? null],
    )
  }
}

const redactChunks = async (client: ClientBase, redactor: Redactor): Promise<void> => {
  let after = '-9223372036854775808'
  for (;;) {
    const { rows } = await client.query<{ id: string; body: Buffer }>(
      `select id::text as id, body from text_chunk where org = 1 and id > $1::bigint order by text_chunk.id limit ${chunkPage}`,
      [after],
    )
    for (const row of rows) await redactChunk(client, row, redactor)
    const last = rows.at(-1)
    if (!last || rows.length < chunkPage) return
    after = last.id
  }
}

const redactChunk = async (
  client: ClientBase,
  row: { id: string; body: Buffer },
  redactor: Redactor,
): Promise<void> => {
  const chunk = unpackChunk(row.body)
  const values = chunk.names.map((name) => chunk.get(name))
  const texts = values.flatMap((value, index) => (typeof value === 'string' ? [index] : []))
  const documents = values.flatMap((value, index) => (typeof value === 'string' ? [] : [index]))
  const redactedTexts = redactor.redact(texts.map((index) => values[index] as string)).texts
  const redactedDocuments = redactDocuments(
    documents.map((index) => values[index] as never),
    redactor,
  ).values
  const changed = new Set<string>()
  const put = (index: number, value: unknown) => {
    if (value === values[index]) return
    values[index] = value
    changed.add(chunk.names[index]!)
  }
  for (const [place, index] of texts.entries()) put(index, redactedTexts[place])
  for (const [place, index] of documents.entries()) put(index, redactedDocuments[place])
  if (changed.size === 0) return
  const body = packChunk(encodeChunk(chunk.names.map((name, index) => [name, values[index]])))
  await client.query('update text_chunk set body = $2 where org = 1 and id = $1::bigint', [row.id, body])
  await updateWords(client, await messagesIn(client, chunk.names, values, changed))
}

/** The messages of a chunk whose text changed: search knows their words. */
const messagesIn = async (
  client: ClientBase,
  names: readonly string[],
  values: readonly unknown[],
  changed: ReadonlySet<string>,
): Promise<AnyRecord[]> => {
  const texts = new Map(
    names.flatMap((name, index) => {
      const match = /^message\/(.*)\/text$/s.exec(name)
      return match && changed.has(name) ? [[match[1]!, values[index] as string] as const] : []
    }),
  )
  if (texts.size === 0) return []
  const columns = columnsOf(recordKinds.message)
  const { rows } = await client.query<Row>('select * from message where org = 1 and id = any($1)', [[...texts.keys()]])
  return rows.map((row) => ({
    ...recordOf(recordKinds.message as unknown as RecordKind, columns, row),
    text: texts.get(row.id as string)!,
  })) as AnyRecord[]
}
