import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { emptyDatabase } from '../../test/support/database.ts'
import { MaestroError } from '../model/errors.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

const connected = async (address: object): Promise<Client & AsyncDisposable> => {
  const client = new Client(address)
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

const versions = async (client: Client) =>
  (await client.query<{ version: number }>('select version from maestro_layout order by version')).rows.map(
    (row) => row.version,
  )

const layout = async (client: Client) =>
  (
    await client.query<{ line: string }>(
      `select table_name || '.' || column_name || ' ' || data_type as line from information_schema.columns
       where table_schema = 'public' order by 1`,
    )
  ).rows.map((row) => row.line)

const known = migrations.map((migration) => migration.version)

test('migrations are numbered from one without a gap', () => {
  expect(known).toEqual(known.map((_, index) => index + 1))
})

test('a fresh database gets every step, once', async () => {
  await using empty = await emptyDatabase()
  await using client = await connected(empty.address)
  await migrate(client)
  await migrate(client)
  expect(await versions(client)).toEqual(known)
})

test('data of every older layout are kept and brought to the layout of a fresh database', async () => {
  await using fresh = await emptyDatabase()
  await using reference = await connected(fresh.address)
  await migrate(reference)
  for (const last of known.slice(0, -1)) {
    await using empty = await emptyDatabase()
    await using client = await connected(empty.address)
    await client.query(
      'create table maestro_layout (version integer primary key, name text, at timestamptz default now())',
    )
    for (const step of migrations.filter((migration) => migration.version <= last)) {
      await client.query(step.sql)
      await client.query('insert into maestro_layout (version, name) values ($1, $2)', [step.version, step.name])
    }
    await client.query(
      `insert into turn (id, session, at, position, origin, text, human)
       values ('t', 's', '2026-01-01', 0, 'typed', 'hello', true)`,
    )
    const database = await openDatabase(empty.address)
    const { rows } = await database.pool.query('select id, session, text from turn')
    await database.close()
    expect(rows).toEqual([{ id: 't', session: 's', text: 'hello' }])
    expect(await versions(client)).toEqual(known)
    expect(await layout(client)).toEqual(await layout(reference))
  }
})

test('many that open a fresh database at once make one layout', async () => {
  await using empty = await emptyDatabase()
  const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(empty.address)))
  const counts = await Promise.all(
    opened.map(async (database) => (await database.pool.query('select count(*) as steps from maestro_layout')).rows[0]),
  )
  await Promise.all(opened.map((database) => database.close()))
  expect(counts).toEqual(opened.map(() => ({ steps: known.length })))
})

describe('data of a newer Maestro', () => {
  const opening = async (): Promise<unknown> => {
    await using empty = await emptyDatabase()
    await using client = await connected(empty.address)
    await migrate(client)
    await client.query(`insert into maestro_layout (version, name) values (9999, 'of the future')`)
    const before = await layout(client)
    const outcome = await openDatabase(empty.address).catch((error: unknown) => error)
    expect(await layout(client)).toEqual(before)
    const { rows } = await client.query(
      `select count(*) as connections from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    expect(rows[0].connections).toBe(0)
    return outcome
  }

  test('are refused, with a sentence on what to do', async () => {
    const error = await opening()
    expect(MaestroError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({
      code: 'database-newer',
      message: expect.stringMatching(/newer Maestro.*9999/),
      next: expect.stringMatching(/^Update Maestro/),
    })
  })
})

test('a step that fails leaves the layout as it was, and the lock free', async () => {
  await using empty = await emptyDatabase()
  await using client = await connected(empty.address)
  await client.query('create table session_place (wrong integer)')
  await expect(migrate(client)).rejects.toThrow('session_place')
  expect(await versions(client)).toEqual([1])
  await client.query('drop table session_place')
  await using other = await connected(empty.address)
  await migrate(other)
  expect(await versions(client)).toEqual(known)
})

test('a database that cannot be reached is named as such', async () => {
  await using empty = await emptyDatabase()
  const nowhere = { ...empty.address, database: 'there_is_none' }
  const error = await openDatabase(nowhere).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'database-unavailable', next: expect.stringContaining('maestro doctor') })
})
