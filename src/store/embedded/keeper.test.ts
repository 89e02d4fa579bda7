import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, it, vi } from 'vitest'
import { embeddedFolder } from './folder.ts'
import { joinEmbedded, statusEmbedded } from './index.ts'
import { runs } from './state.ts'
import { ask, joinedBy, spawnJoiner, stateOf, temporaryHome } from './testing/home.ts'

const soon = 0.01
const patience = { timeout: 60_000, interval: 50 }

it('ends the server and itself when nobody came for long enough, also after its starter ended', async () => {
  const home = temporaryHome()
  await joinedBy(spawnJoiner(home, soon))
  const { server, keeper } = stateOf(home)
  await vi.waitFor(() => expect([runs(server), runs(keeper)]).toEqual([false, false]), patience)
  const { state, data } = embeddedFolder(home)
  expect(existsSync(state)).toBe(false)
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(false)
  expect(await statusEmbedded({ home })).toMatchObject({ running: false })
})

it('lets the server run while a client is connected', async () => {
  const home = temporaryHome()
  const { connection } = await joinEmbedded({ home, idleMinutes: soon })
  const client = new Client(connection)
  await client.connect()
  await sleep(3000)
  expect(runs(stateOf(home).server)).toBe(true)
  const { server } = stateOf(home)
  await client.end()
  await vi.waitFor(() => expect(runs(server)).toBe(false), patience)
})

it('lets the server run while somebody joins now and then', async () => {
  const home = temporaryHome()
  await joinEmbedded({ home, idleMinutes: 0.05 })
  const { server } = stateOf(home)
  for (let time = 0; time < 10; time++) {
    await sleep(500)
    await joinEmbedded({ home, idleMinutes: 0.05 })
  }
  expect(stateOf(home).server).toEqual(server)
})

it('never takes the server from somebody who has just joined', async () => {
  const home = temporaryHome()
  const servers = new Set<number>()
  for (let time = 0; time < 25; time++) {
    const server = await joinEmbedded({ home, idleMinutes: soon })
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }])
    servers.add(stateOf(home).server.pid)
    await sleep(500 + (time % 13) * 90)
  }
  expect(servers.size).toBeGreaterThan(1)
})
