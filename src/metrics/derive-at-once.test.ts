import type { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { pricer } from '../../test/support/derive.ts'
import { minute, sessionFact, usageFact } from '../../test/support/facts.ts'
import { writeRecords } from '../../test/support/store.ts'
import { deriveAll } from './derive.ts'

/** On a machine that does much else. */
const patience = { timeout: 30_000 }

test('who derives while another does waits for it, and then misses nothing', async () => {
  await using data = await freshDatabase()
  await using clients = new AsyncDisposableStack()
  const connected = async (): Promise<Client> => clients.adopt(await data.database.connect(), (client) => client.end())
  const [holder, first, second] = [await connected(), await connected(), await connected()]
  await writeRecords(data.client, [
    sessionFact('a', { startedAt: minute(0), endedAt: minute(5) }),
    usageFact('a', 'm', minute(1)),
  ])

  await holder.query('begin')
  await holder.query('lock table session_summary in exclusive mode')
  const other = deriveAll(first, { pricer })
  const waiting = async (type: string): Promise<number> => {
    const { rows } = await data.client.query(
      'select count(*)::int as waiting from pg_locks where not granted and locktype = $1 and database = (select oid from pg_database where datname = current_database())',
      [type],
    )
    return rows[0].waiting
  }
  await vi.waitFor(async () => expect(await waiting('relation')).toBe(1), patience)

  let summaries: number | undefined
  const own = deriveAll(second, { pricer }).then(async () => {
    const { rows } = await second.query('select count(*)::int as summaries from session_summary')
    summaries = rows[0].summaries
  })
  await vi.waitFor(
    async () => expect(summaries !== undefined || (await waiting('advisory')) === 1).toBe(true),
    patience,
  )
  await holder.query('rollback')
  await Promise.all([other, own])
  expect(summaries).toBe(1)
})
