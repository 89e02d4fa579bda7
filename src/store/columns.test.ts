import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { recordKinds } from '../model/records/index.ts'
import { chunkFieldsOf, columnsOf, snakeCase, tableOf } from './columns.ts'

const byName = <Named extends { readonly name: string }>(columns: readonly Named[]) =>
  columns.toSorted((a, b) => (a.name < b.name ? -1 : 1))

test('every table has exactly the columns of its kind of record', async () => {
  await using data = await freshDatabase()
  for (const kind of Object.values(recordKinds)) {
    const { rows } = await data.client.query<{ name: string; type: string; optional: boolean }>(
      `select attname as name, replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz') as type,
         not attnotnull as optional
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [tableOf(kind)],
    )
    const columns = columnsOf(kind).map(({ name, type, optional }) => ({ name, type, optional }))
    const expected = [
      { name: 'org', type: 'integer', optional: false },
      ...columns,
      { name: 'chunk', type: 'bigint', optional: true },
    ]
    expect({ kind: kind.name, rows: byName(rows) }).toEqual({ kind: kind.name, rows: byName(expected) })
  }
})

test('every table is keyed by the organisation and the natural key of its kind', async () => {
  await using data = await freshDatabase()
  for (const kind of Object.values(recordKinds)) {
    const { rows } = await data.client.query<{ columns: string[] }>(
      `select array_agg(attname::text order by place) as columns
       from pg_index, unnest(indkey) with ordinality as part (number, place)
       join pg_attribute on attnum = number
       where indrelid = $1::regclass and indisprimary and attrelid = indrelid`,
      [tableOf(kind)],
    )
    expect({ kind: kind.name, key: rows[0]?.columns }).toEqual({
      kind: kind.name,
      key: ['org', ...kind.key.map(snakeCase)],
    })
  }
})

test('every field of every kind is in a column or beside the record', () => {
  for (const kind of Object.values(recordKinds)) {
    const held = [...columnsOf(kind).map((column) => column.field), ...chunkFieldsOf(kind)]
    expect(held.sort()).toEqual(Object.keys(kind.fields).sort())
  }
})
