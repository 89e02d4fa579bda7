import type { Field, FieldType } from '../model/field.ts'
import type { RecordKind } from '../model/record.ts'

/** The PostgreSQL type of a column. */
export type ColumnType = 'text' | 'text[]' | 'jsonb' | 'timestamptz' | 'bigint' | 'boolean' | 'bytea'

/** One column of a record's table, and the field that it holds. */
export interface Column {
  readonly name: string
  readonly field: string
  readonly fieldType: FieldType
  readonly type: ColumnType
  readonly optional: boolean
}

const columnTypes: Partial<Record<FieldType, ColumnType>> = {
  id: 'text',
  text: 'text',
  ids: 'text[]',
  texts: 'text[]',
  details: 'jsonb',
  instant: 'timestamptz',
  integer: 'bigint',
  flag: 'boolean',
  lines: 'bytea',
}

/** `cacheRead5mTokens` becomes `cache_read5m_tokens`. */
export const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The table that holds a kind of record. */
export const tableOf = (kind: RecordKind): string => snakeCase(kind.name)

/** The columns of a record's table, without `org` and `chunk`. */
export const columnsOf = (kind: RecordKind): Column[] =>
  Object.entries(kind.fields).flatMap(([field, { type, optional }]: [string, Field]) => {
    const columnType = columnTypes[type]
    return columnType ? [{ name: snakeCase(field), field, fieldType: type, type: columnType, optional }] : []
  })

/** The fields whose texts lie compressed in a chunk beside the record. */
export const chunkFieldsOf = (kind: RecordKind): string[] =>
  Object.entries(kind.fields).flatMap(([name, { type }]: [string, Field]) =>
    type === 'body' || type === 'document' ? [name] : [],
  )
