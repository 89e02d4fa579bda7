import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { editFact, minute, sessionFact, usageFact } from '../../../test/support/facts.ts'
import { TemporaryFolder } from '../../../test/support/folder.ts'
import { allStored, writeRecords } from '../../../test/support/store.ts'
import { deleteFor } from './index.ts'

const request = { kind: 'session', id: 'claude-code:one' } as const
const options = { now: minute(600) }

test('nothing is deleted where what goes cannot be written down, or the file is there already', async () => {
  using folder = new TemporaryFolder()
  await using data = await freshDatabase()
  await writeRecords(data.client, [sessionFact('one'), usageFact('one', 'u', minute(1)), editFact('one', 'e', 'a.ts')])
  const before = await allStored(data.client)
  const taken = folder.write('taken', 'mine')
  for (const exportTo of [taken, join(folder.path, 'no', 'such', 'folder')]) {
    await expect(deleteFor(data.client, request, { ...options, exportTo })).rejects.toMatchObject({ code: 'storage' })
    expect(await allStored(data.client)).toEqual(before)
  }
  expect(readFileSync(taken, 'utf8')).toBe('mine')

  const file = join(folder.path, 'gone.jsonl')
  await deleteFor(data.client, request, { ...options, exportTo: file, scrub: true })
  expect(await allStored(data.client)).toEqual([])
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(before.length)
})

test('a deletion that breaks off leaves all records; what was written down stays', async () => {
  using folder = new TemporaryFolder()
  await using data = await freshDatabase()
  await writeRecords(data.client, [sessionFact('one'), usageFact('one', 'u', minute(1))])
  const before = await allStored(data.client)
  await data.client.query('alter table usage_slot rename to elsewhere')
  const file = join(folder.path, 'gone.jsonl')
  await expect(deleteFor(data.client, request, { ...options, exportTo: file })).rejects.toThrow()
  expect(await allStored(data.client)).toEqual(before)
  expect((await data.client.query('select from tombstone')).rowCount).toBe(0)
  expect(existsSync(file)).toBe(true)
})
