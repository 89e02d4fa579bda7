import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { type Change, listenForChanges, tellChanges } from './changes.ts'
import { inTransaction } from './transaction.ts'

const patience = { timeout: 20_000 }

test('changes are heard once their transaction is committed, and not where it is undone', async () => {
  await using data = await freshDatabase()
  const heard: Change[] = []
  const listening = await listenForChanges(data.database.connect, (change) => heard.push(change))
  const undone = inTransaction(data.client, async () => {
    await tellChanges(data.client, [{ kind: 'session', keys: ['undone'] }])
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  const changes = [
    { kind: 'session', keys: ['a "b"', 'lone \ud800', '\u0000'] },
    { kind: 'place', keys: [] },
  ]
  await tellChanges(data.client, changes)
  await expect.poll(() => heard, patience).toEqual(changes)
  await listening.close()
})

test('of too many keys only the kind is told', async () => {
  await using data = await freshDatabase()
  const heard: Change[] = []
  const listening = await listenForChanges(data.database.connect, (change) => heard.push(change))
  const keys = Array.from({ length: 2_000 }, (_, index) => `é${index}`)
  await tellChanges(data.client, [{ kind: 'session', keys }])
  await expect.poll(() => heard, patience).toEqual([{ kind: 'session', keys: [] }])
  await listening.close()
})

test('what nobody of ours told may mean everything', async () => {
  await using data = await freshDatabase()
  const heard: Change[] = []
  const listening = await listenForChanges(data.database.connect, (change) => heard.push(change))
  for (const payload of ['', 'no JSON', '{"kind":1}', 'null'])
    await data.client.query(`select pg_notify('maestro_changed', $1)`, [payload])
  await expect.poll(() => heard, patience).toEqual(Array(4).fill({ kind: 'everything', keys: [] }))
  await listening.close()
})

test('a listener that lost its connection makes another one and tells that everything may have changed', async () => {
  await using data = await freshDatabase()
  const heard: Change[] = []
  let connections = 0
  const connect = () => {
    connections++
    return data.database.connect()
  }
  const listening = await listenForChanges(connect, (change) => heard.push(change))
  await data.client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query = 'listen maestro_changed'`,
  )
  await expect.poll(() => heard, patience).toEqual([{ kind: 'everything', keys: [] }])
  await tellChanges(data.client, [{ kind: 'session', keys: ['a'] }])
  await expect.poll(() => heard, patience).toContainEqual({ kind: 'session', keys: ['a'] })
  expect(connections).toBe(2)
  await listening.close()
})
