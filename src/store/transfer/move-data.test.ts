import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { emptyDatabase, freshDatabase } from '../../../test/support/database.ts'
import { openDatabase } from '../database.ts'
import { connectTo } from './connect.ts'
import { moveData } from './move-data.ts'
import { existingTables } from './tables.ts'
import { contentOf, fill, startTransfer } from './testing/filled.ts'

const contentAt = async (address: Parameters<typeof connectTo>[0]): Promise<unknown> => {
  const client = await connectTo(address)
  try {
    return await contentOf(client)
  } finally {
    await client.end()
  }
}

test('there and back again is as before', async () => {
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  await using again = await freshDatabase()
  await fill(here.client)
  const before = await contentOf(here.client)
  const report = await moveData(here.address, there.address, { replace: false })
  expect(report.rows).toBeGreaterThan(20)
  expect(await contentAt(there.address)).toEqual(before)
  await moveData(there.address, again.address, { replace: false })
  expect(await contentOf(again.client)).toEqual(before)
  expect(await contentOf(here.client)).toEqual(before)
  expect((await again.client.query('select from browser')).rowCount).toBe(0)
  const next = await again.client.query(`insert into tombstone (kind, counts) values ('everything', '{}') returning id`)
  expect(next.rows).toEqual([{ id: 2 }])
})

test('the indexes are those of a fresh database', async () => {
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  await moveData(here.address, there.address, { replace: false })
  const client = await connectTo(there.address)
  const sql = `select indexdef from pg_indexes where schemaname = 'public' order by 1`
  expect((await client.query(sql)).rows).toEqual((await here.client.query(sql)).rows)
  await client.end()
})

test('data that are there stay, unless they are to be replaced', async () => {
  await using here = await freshDatabase()
  await using there = await freshDatabase()
  await fill(here.client)
  await there.client.query(`insert into person (id, name) values ('p', 'Ana')`)
  const before = await contentOf(there.client)
  const refusal = { code: 'storage', next: expect.stringContaining('--replace') }
  await expect(moveData(here.address, there.address, { replace: false })).rejects.toMatchObject(refusal)
  expect(await contentOf(there.client)).toEqual(before)
  await moveData(here.address, there.address, { replace: true })
  expect(await contentOf(there.client)).toEqual(await contentOf(here.client))
})

test('a database is not moved to itself', async () => {
  await using here = await freshDatabase()
  await fill(here.client)
  const before = await contentOf(here.client)
  await expect(moveData(here.address, here.address, { replace: true })).rejects.toMatchObject({ code: 'usage' })
  expect(await contentOf(here.client)).toEqual(before)
})

test('tables of another program are left alone', async () => {
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  const client = await connectTo(there.address)
  await client.query(`create table session (id text); insert into session values ('theirs')`)
  await expect(moveData(here.address, there.address, { replace: true })).rejects.toMatchObject({
    message: expect.stringContaining('another program'),
  })
  expect((await client.query('select id from session')).rows).toEqual([{ id: 'theirs' }])
  await client.end()
})

test('a database that cannot hold every text is refused', async () => {
  await using here = await freshDatabase()
  const server = new Client(inject('postgres'))
  await server.connect()
  await server.query('drop database if exists latin; ').catch(() => {})
  await server.query(`create database latin encoding 'LATIN1' locale 'C' locale_provider libc template template0`)
  try {
    await expect(
      moveData(here.address, { ...here.address, database: 'latin' }, { replace: false }),
    ).rejects.toMatchObject({ code: 'storage', message: expect.stringContaining('LATIN1') })
  } finally {
    await server.query('drop database latin with (force)')
    await server.end()
  }
})

test('killed on the way, it left nothing; then it goes as before', async () => {
  await using here = await freshDatabase()
  await using there = await emptyDatabase()
  await fill(here.client)
  await here.client.query(
    `insert into text_chunk (id, session, body)
     select number, 'big', decode(repeat(md5(number::text), 4000), 'hex') from generate_series(1000001, 1000400) as number`,
  )
  const before = await contentOf(here.client)
  const child = startTransfer({ kind: 'move', from: here.address, to: there.address, file: '', dataFolder: '' })
  const writing = `select from pg_stat_activity where datname = $1 and query like 'copy%'`
  while (child.exitCode === null && (await here.client.query(writing, [there.address.database])).rowCount === 0);
  child.kill('SIGKILL')
  if (child.signalCode === null) await once(child, 'exit')
  const client = await connectTo(there.address)
  await client.query(`select pg_advisory_lock(7310001)`)
  expect(await existingTables(client)).toEqual([])
  await client.end()
  const again = startTransfer({ kind: 'move', from: here.address, to: there.address, file: '', dataFolder: '' })
  expect(JSON.parse(await text(again.stdout!))).toMatchObject({ rows: expect.any(Number) })
  expect(await contentAt(there.address)).toEqual(before)
  await (await openDatabase(there.address)).close()
})
