import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Random } from '../random.ts'
import { GrowingHome, type KillWorld } from './growing-home.ts'
import { type KillRound, type Undisturbed, victims } from './kill-round.ts'
import { LiveEngine } from './live-engine.ts'
import type { OwnServer } from './own-server.ts'
import { askStored, differences } from './stored.ts'

const longestSettlingMs = 120_000

/**
 * The live engine reads what grows all the while; whom the seed draws is killed at moments that it draws. In the end
 * everything must stand there by itself, and the engine must end as it should.
 */
export const liveRound = async (
  server: OwnServer,
  folder: string,
  world: KillWorld,
  expected: Undisturbed,
  seed: number,
  kills = 3,
): Promise<KillRound> => {
  const random = new Random(seed)
  const place = join(folder, `live-${seed}`)
  const home = new GrowingHome(place, world)
  const name = await server.freshDatabase()
  const engine = new LiveEngine(server, name, home.places)
  const killed = { process: 0, thread: 0, database: 0 }
  home.growTo(0)
  await engine.start()
  const stretch = 1.5 * expected.milliseconds
  const growing = home.growOver(stretch * kills)
  for (let kill = 0; kill < kills; kill++) {
    await wait(random.next() * stretch)
    const victim = random.pick(victims)
    if (victim === 'process' && (await engine.killProcess())) killed.process++
    if (victim === 'thread' && (await engine.endThread())) killed.thread++
    if (victim === 'database' && server.kill()) killed.database++
  }
  await growing
  const complaints = [...(await settle(server, name, place, expected)), ...(await engine.end())]
  await server.administer(`drop database ${name} with (force)`)
  return { killed, complaints: complaints.map((what) => `live, seed ${seed}: ${what}`) }
}

/** Waits until nothing differs any more; answers what still does after a while. */
const settle = async (server: OwnServer, name: string, folder: string, expected: Undisturbed): Promise<string[]> => {
  for (const began = performance.now(); ; await wait(500)) {
    const left = differences(await askStored(server, name, folder), expected.stored, true)
    if (left.length === 0 || performance.now() - began > longestSettlingMs) return left
  }
}
