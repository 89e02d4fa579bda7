import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { inSnapshot } from './snapshot.ts'
import { existingTables, ourTables, storedTables } from './tables.ts'

test('every table that the migrations make is known to be ours', async () => {
  await using data = await freshDatabase()
  const { rows } = await data.client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')`,
  )
  expect(rows.map(({ name }) => name).filter((name) => !ourTables.includes(name))).toEqual([])
  expect((await existingTables(data.client)).length).toBe(rows.length)
})

test('no table refers to another, so that they can be filled in any order', async () => {
  await using data = await freshDatabase()
  const { rows } = await data.client.query(`select conname from pg_constraint where contype = 'f'`)
  expect(rows).toEqual([])
})

test('browsers stay behind, and come along within one installation', async () => {
  await using data = await freshDatabase()
  const names = async (scope: 'what travels' | 'everything') =>
    (await storedTables(data.client, scope)).map(({ name }) => name)
  expect(await names('what travels')).not.toContain('browser')
  expect(await names('everything')).toEqual([...(await names('what travels')), 'browser'].sort())
  expect(await names('everything')).not.toContain('maestro_layout')
})

test('a table that is emptied meanwhile is read as it was', async () => {
  await using data = await freshDatabase()
  await data.client.query(`insert into person (id, name) values ('p', 'Ana')`)
  const other = await data.database.connect()
  let emptying: Promise<unknown> | undefined
  const found = await inSnapshot(data.client, await storedTables(data.client, 'what travels'), async () => {
    const before = await data.client.query('select from session')
    emptying = other.query('truncate person')
    const waiting = `select from pg_locks where not granted and relation = 'person'::regclass`
    while ((await data.client.query(waiting)).rowCount === 0);
    return [before.rowCount, (await data.client.query('select from person')).rowCount]
  })
  await emptying
  await other.end()
  expect(found).toEqual([0, 1])
  expect((await data.client.query('select from person')).rowCount).toBe(0)
})
