import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Places } from '../../support/read-step.ts'
import { Random } from '../random.ts'
import { childEnvironment, preloaded } from './child.ts'
import { GrowingHome, type KillWorld } from './growing-home.ts'
import type { OwnServer } from './own-server.ts'
import { askStored, differences, type Stored } from './stored.ts'

/** Whom a kill may meet. */
export const victims = ['process', 'thread', 'database'] as const

export type Victim = (typeof victims)[number]

/** What a round met: whom it killed while they worked, and what differs from an undisturbed run. */
export interface KillRound {
  readonly killed: Readonly<Record<Victim, number>>
  readonly complaints: readonly string[]
}

/** What stands in the database after an undisturbed run, and how many milliseconds that took. */
export interface Undisturbed {
  readonly stored: Stored
  readonly milliseconds: number
}

const script = join(import.meta.dirname, 'refresh-once.ts')

const start = (server: OwnServer, name: string, places: Places, endWorkerAfter?: number): ChildProcess =>
  spawn(process.execPath, [...preloaded, script, JSON.stringify({ home: server.home, name, ...places })], {
    env: childEnvironment(endWorkerAfter),
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Reads on until it is through, in processes of its own. */
const readToTheEnd = async (server: OwnServer, database: string, places: Places): Promise<string | undefined> => {
  for (let tries = 0; tries < 40; tries++) {
    const child = start(server, database, places)
    let printed = ''
    let complaint = ''
    child.stdout!.on('data', (text) => {
      printed += text
    })
    child.stderr!.on('data', (text) => {
      complaint = (complaint + text).slice(-2000)
    })
    const [code] = await once(child, 'close')
    if (code !== 0) return `ended with ${code}: ${complaint}`
    const report = JSON.parse(printed.trim().split('\n').at(-1)!) as { busy: boolean; failures: unknown[] }
    if (report.failures.length > 0) return `could not read ${JSON.stringify(report.failures)}`
    if (!report.busy) return undefined
    await wait(100)
  }
  return 'another process still syncs'
}

/** Reads a world undisturbed. */
export const undisturbed = async (server: OwnServer, folder: string, world: KillWorld): Promise<Undisturbed> => {
  const home = new GrowingHome(join(folder, 'undisturbed'), world)
  home.growTo(1)
  const database = await server.freshDatabase()
  const began = performance.now()
  const complaint = await readToTheEnd(server, database, home.places)
  if (complaint !== undefined) throw new Error(complaint)
  const milliseconds = performance.now() - began
  return { milliseconds, stored: await askStored(server, database, join(folder, 'undisturbed')) }
}

/**
 * Reads in processes that are killed at moments that the seed draws, of which every second round's sources grow
 * meanwhile; then reads to the end, and compares.
 */
export const killRound = async (
  server: OwnServer,
  folder: string,
  world: KillWorld,
  expected: Undisturbed,
  seed: number,
  kills = 3,
): Promise<KillRound> => {
  const random = new Random(seed)
  const home = new GrowingHome(join(folder, `round-${seed}`), world)
  const grows = seed % 4 === 2
  const database = await server.freshDatabase()
  const killed = { process: 0, thread: 0, database: 0 }
  if (!grows) home.growTo(1)
  for (let kill = 0; kill < kills; kill++) {
    if (grows) home.growTo((kill + random.next()) / (kills + 1))
    const victim = random.pick(victims)
    const moment = random.next() ** 2 * expected.milliseconds
    const child = start(server, database, home.places, victim === 'thread' ? moment : undefined)
    const ended = once(child, 'close')
    child.stderr!.resume()
    await Promise.race([once(child.stdout!, 'data'), ended])
    let threadEnded = false
    child.stdout!.on('data', (text) => {
      threadEnded ||= String(text).includes('thread ended')
    })
    if (grows) void wait(moment / 2).then(() => home.growTo((kill + 1) / (kills + 1)))
    if (victim !== 'thread') await Promise.race([wait(moment), ended])
    const working = child.exitCode === null && child.signalCode === null
    if (victim === 'process') child.kill('SIGKILL')
    if (victim === 'database') server.kill()
    await ended
    if (victim === 'thread' ? threadEnded : working) killed[victim]++
  }
  await wait(grows ? expected.milliseconds / 2 : 0)
  home.growTo(1)
  const complaint = await readToTheEnd(server, database, home.places)
  if (complaint !== undefined) return { killed, complaints: [`seed ${seed}: ${complaint}`] }
  const stored = await askStored(server, database, join(folder, `round-${seed}`))
  await server.administer(`drop database ${database} with (force)`)
  return { killed, complaints: differences(stored, expected.stored, grows).map((what) => `seed ${seed}: ${what}`) }
}
