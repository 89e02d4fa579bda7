import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts'
import { pricer } from '../../test/support/derive.ts'
import { minute, sessionFact } from '../../test/support/facts.ts'
import { writeRecords } from '../../test/support/store.ts'
import { DeriveMeanwhile } from './derive-meanwhile.ts'

let data: TestDatabase

beforeAll(async () => {
  data = await freshDatabase()
})
afterAll(() => data[Symbol.asyncDispose]())

const summaries = async (): Promise<number> => {
  const { rows } = await data.client.query<{ number: number }>('select count(*) as number from session_summary')
  return rows[0]!.number
}

const read = (name: string) => writeRecords(data.client, [sessionFact(name, { startedAt: minute(0) })])

test('a short reading derives nothing on the way, a long one what was read so far', async () => {
  let now = 0
  let connections = 0
  const connect = () => {
    connections++
    return data.database.connect()
  }
  await using meanwhile = new DeriveMeanwhile({ connect, pricer, clock: () => now })
  await read('one')
  meanwhile.note()
  expect([connections, await summaries()]).toEqual([0, 0])
  now = 1_000
  meanwhile.note()
  meanwhile.note()
  await expect.poll(summaries).toBe(1)
  await read('two')
  await expect
    .poll(async () => {
      now += 10_000
      meanwhile.note()
      return summaries()
    })
    .toBe(2)
  expect(connections).toBe(1)
})

test('what fails is not tried again, and stops no reading', async () => {
  let tried = 0
  const connect = () => {
    tried++
    return Promise.reject(new Error('no connection'))
  }
  let now = 0
  await using meanwhile = new DeriveMeanwhile({ connect, pricer, clock: () => now })
  for (let round = 0; round < 3; round++) {
    now += 10_000
    meanwhile.note()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(tried).toBe(1)
})
