import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { joinEmbedded, removeEmbedded, statusEmbedded, stopEmbedded } from './index.ts'
import { ask, joinedBy, processesWith, spawnJoiner, stateOf, temporaryHome } from './testing/home.ts'

it('makes a database, then joins it, then starts it again with its rows', async () => {
  const home = temporaryHome()
  const first = await joinEmbedded({ home })
  expect(first).toMatchObject({ startedHere: true, initialised: true })
  await ask(first, 'create table kept as select 42 as answer')
  expect(await joinEmbedded({ home })).toEqual({ ...first, startedHere: false, initialised: false })

  expect(await stopEmbedded({ home })).toBe('stopped')
  const later = await joinEmbedded({ home })
  expect(later).toMatchObject({ startedHere: true, initialised: false })
  expect(await ask(later, 'select answer from kept')).toEqual([{ answer: 42 }])
})

it('speaks UTF-8, sorts by code point and knows upper and lower case beyond ASCII', async () => {
  const server = await joinEmbedded({ home: temporaryHome() })
  const [row] = await ask<object>(
    server,
    `select lower('ÉÄ') as lower, 'a' > 'B' as "byCodePoint", current_setting('server_encoding') as encoding,
       split_part(current_setting('server_version'), ' ', 1) as version`,
  )
  expect(row).toEqual({ lower: 'éä', byCodePoint: true, encoding: 'UTF8', version: server.version })
})

it('is closed to others and listens on no network', async () => {
  const server = await joinEmbedded({ home: temporaryHome() })
  expect(statSync(server.socketDirectory).mode & 0o777).toBe(0o700)
  expect(statSync(dirname(server.dataDirectory)).mode & 0o777).toBe(0o700)
  expect(await ask(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
})

it('gives six processes that begin at once one server and one keeper', async () => {
  const home = temporaryHome()
  const servers = await Promise.all(Array.from({ length: 6 }, () => joinedBy(spawnJoiner(home))))
  expect(servers.filter((server) => server.startedHere)).toHaveLength(1)
  expect(servers.filter((server) => server.initialised)).toHaveLength(1)
  expect(new Set(servers.map((server) => JSON.stringify(server.connection))).size).toBe(1)
  if (process.platform === 'linux') {
    const { keeper } = stateOf(home)
    expect([[], [keeper?.pid]]).toContainEqual(processesWith('keeper', home))
  }
})

it('tells what runs, and removes everything', async () => {
  const home = temporaryHome()
  expect(await statusEmbedded({ home })).toMatchObject({ running: false, bytes: 0 })
  expect(await stopEmbedded({ home })).toBe('not running')
  const server = await joinEmbedded({ home })
  const status = await statusEmbedded({ home })
  expect(status).toMatchObject({ running: true, pid: stateOf(home).server.pid, version: server.version })
  expect(status.bytes).toBeGreaterThan(10_000_000)
  await stopEmbedded({ home })
  expect(await statusEmbedded({ home })).toMatchObject({ running: false, version: server.version.split('.')[0] })
  await removeEmbedded({ home })
  expect(statSync(join(home, 'postgres'), { throwIfNoEntry: false })).toBeUndefined()
})

it('finds a short folder for the socket of a home that lies deep', async () => {
  const home = join(temporaryHome(), 'deep'.repeat(25))
  const server = await joinEmbedded({ home })
  try {
    expect(server.socketDirectory.length).toBeLessThan(90)
    expect(statSync(server.socketDirectory).mode & 0o777).toBe(0o700)
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
  } finally {
    await stopEmbedded({ home })
  }
  expect(statSync(server.socketDirectory, { throwIfNoEntry: false })).toBeUndefined()
})
