import { existsSync, readFileSync } from 'node:fs'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { emptyDatabase } from '../../test/support/database.ts'
import { openDatabase } from './database.ts'
import { embeddedFolder } from './embedded/folder.ts'
import { joinEmbedded, stopEmbedded } from './embedded/index.ts'
import { readPostmasterFile } from './embedded/postmaster-file.ts'
import { processesWith, stateOf, temporaryHome } from './embedded/testing/home.ts'

const openedAt = (home: string) => openDatabase(async () => (await joinEmbedded({ home })).connection)

/** Of a server and its children: they share its session. */
const belongsTo = (pid: number, server: number): boolean => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return pid === server || Number(parent) === server
}

const one = { text: 'select 1 as one' }

const endConnections = async (address: object, name: string): Promise<number> => {
  await using client = Object.assign(new Client(address), {
    async [Symbol.asyncDispose](this: Client) {
      await this.end()
    },
  })
  await client.connect()
  const { rowCount } = await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
    [name],
  )
  return rowCount ?? 0
}

test('asks on over a new connection when the server ended the old ones', async () => {
  await using empty = await emptyDatabase()
  const database = await openDatabase(empty.address)
  await Promise.all([1, 2, 3, 4].map(() => database.pool.query('select pg_sleep(0.01)')))
  expect(await endConnections(empty.address, empty.address.database)).toBe(4)
  const answers = await Promise.all([1, 2, 3, 4].map(() => database.ask((client) => client.query(one))))
  expect(answers.flatMap(({ rows }) => rows)).toEqual([{ one: 1 }, { one: 1 }, { one: 1 }, { one: 1 }])
  await database.close()
})

test('asks once more when the connection broke under the question, and not when the question is wrong', async () => {
  await using empty = await emptyDatabase()
  const database = await openDatabase(empty.address)
  let asked = 0
  const answer = await database.ask(async (client) => {
    if (asked++ === 0) await client.query('select pg_terminate_backend(pg_backend_pid())')
    return (await client.query(one)).rows
  })
  expect([answer, asked]).toEqual([[{ one: 1 }], 2])
  let wrong = 0
  const asking = database.ask((client) => {
    wrong++
    return client.query('select nothing from nowhere')
  })
  await expect(asking).rejects.toMatchObject({ code: '42P01' })
  expect(wrong).toBe(1)
  await database.close()
})

test('a server that is stopped and started meanwhile answers on', async () => {
  const home = temporaryHome()
  const database = await openedAt(home)
  await database.pool.query('create table kept as select 1 as one')
  await stopEmbedded({ home })
  expect((await database.ask((client) => client.query('table kept'))).rows).toEqual([{ one: 1 }])
  await stopEmbedded({ home })
  const client = await database.connect()
  expect((await client.query('table kept')).rows).toEqual([{ one: 1 }])
  await client.end()
  await database.close()
})

test.runIf(process.platform === 'linux')(
  'a server that is killed with all its processes is started again, once',
  async () => {
    const home = temporaryHome()
    const database = await openedAt(home)
    await database.pool.query('create table kept as select 1 as one')
    for (let round = 0; round < 3; round++) {
      const { server } = stateOf(home)
      const killed = round === 2 ? [server.pid] : processesWith('postgres').filter((pid) => belongsTo(pid, server.pid))
      for (const pid of killed) process.kill(pid, 'SIGKILL')
      const questions = [1, 2, 3].map(() => database.ask((client) => client.query('table kept')))
      for (const { rows } of await Promise.all(questions)) expect(rows).toEqual([{ one: 1 }])
      expect(stateOf(home).server.pid).toBe(readPostmasterFile(embeddedFolder(home).data)?.pid)
      await vi.waitFor(() => expect(killed.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), {
        timeout: 30_000,
      })
    }
    await database.close()
  },
)

test('a server behind a URL that stays away is said to be away', async () => {
  const nowhere = openDatabase({ url: 'postgres://maestro@127.0.0.1:1/maestro' })
  await expect(nowhere).rejects.toMatchObject({
    code: 'database-unavailable',
    message: expect.stringContaining('ECONNREFUSED'),
    next: expect.stringContaining('DATABASE_URL'),
  })
})
