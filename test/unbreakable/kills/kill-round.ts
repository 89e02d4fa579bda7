import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { ClientBase } from 'pg'
import { openDatabase } from '../../../src/store/database.ts'
import type { Places } from '../../support/read-step.ts'
import { allDerived, allFacts } from '../../support/store.ts'
import { LooseRepository, writeHistory } from '../git-objects.ts'
import { placesIn, type WrittenLog, writeLogs } from '../hostile-home.ts'
import { Random } from '../random.ts'
import type { OwnServer } from './own-server.ts'

/** What a round reads: logs of one home, and a history. */
export interface KillWorld {
  readonly logs: readonly WrittenLog[]
}

export type Victim = 'process' | 'thread' | 'database'

/** What is stored in the end, of whatever folder it was read from. */
type Stored = Awaited<ReturnType<typeof storedIn>>

/** What a round met: whom it killed while they worked, and what differs from an undisturbed run. */
export interface KillRound {
  readonly killed: Readonly<Record<Victim, number>>
  readonly complaints: readonly string[]
}

const script = join(import.meta.dirname, 'refresh-once.ts')
const preload = join(import.meta.dirname, 'end-a-worker.cjs')

const start = (address: object, places: Places, endWorkerAfter?: number): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...(endWorkerAfter === undefined ? [] : ['--require', preload]),
      script,
      JSON.stringify({ address, ...places }),
    ],
    {
      env: { ...process.env, NODE_OPTIONS: '', END_WORKER_AFTER: String(endWorkerAfter) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )

/** Lays out a round's sources, and lets them grow to a share of what they will be. */
class GrowingHome {
  readonly places: Places
  readonly #folder: string
  readonly #world: KillWorld
  readonly #repository: LooseRepository
  readonly #commits: readonly string[]

  constructor(folder: string, world: KillWorld) {
    this.#folder = folder
    this.#world = world
    mkdirSync(folder, { recursive: true })
    this.#repository = new LooseRepository(join(folder, 'shop.git'))
    this.#commits = writeHistory(this.#repository, undefined).sound
    this.places = { ...placesIn(folder), repositories: [this.#repository.path] }
  }

  growTo(share: number): void {
    writeLogs(this.#folder, this.#world.logs, () => share)
    this.#repository.ref('refs/heads/main', this.#commits[Math.max(0, Math.ceil(this.#commits.length * share) - 1)]!)
  }
}

/** A history that is read on begins with its refs again, so its count of records tells nothing. */
const storedIn = async (client: ClientBase, folder: string) => {
  const sources = await client.query(
    `select connector, id, bytes, items, case connector when 'git' then null else records end as records, set_aside,
       skipped, versions, finished from source order by connector, id`,
  )
  const marks = await client.query('select count(*) as left from dirty')
  const all = {
    facts: await allFacts(client),
    derived: await allDerived(client),
    marks: marks.rows,
    sources: sources.rows,
  }
  return JSON.parse(JSON.stringify(all).replaceAll(folder, '/')) as typeof all
}

/** Reads on until it is through, in processes of its own. */
const readToTheEnd = async (server: OwnServer, database: string, places: Places): Promise<string | undefined> => {
  for (let tries = 0; tries < 40; tries++) {
    const child = start({ ...(await server.address()), database }, places)
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

/** What stands in the database after an undisturbed run, and how many milliseconds that took. */
export const undisturbed = async (server: OwnServer, folder: string, world: KillWorld) => {
  const home = new GrowingHome(join(folder, 'undisturbed'), world)
  home.growTo(1)
  const database = await server.freshDatabase()
  const began = performance.now()
  const complaint = await readToTheEnd(server, database, home.places)
  if (complaint !== undefined) throw new Error(complaint)
  const milliseconds = performance.now() - began
  return { milliseconds, stored: await ask(server, database, join(folder, 'undisturbed')) }
}

const ask = async (server: OwnServer, name: string, folder: string): Promise<Stored> => {
  const database = await openDatabase({ ...(await server.address()), database: name })
  const client = await database.connect()
  try {
    return await storedIn(client, folder)
  } finally {
    await client.end()
    await database.close()
  }
}

/**
 * Reads in processes that are killed at moments that the seed draws, of which every second round's sources grow
 * meanwhile; then reads to the end, and compares.
 */
export const killRound = async (
  server: OwnServer,
  folder: string,
  world: KillWorld,
  expected: Awaited<ReturnType<typeof undisturbed>>,
  seed: number,
  kills = 3,
): Promise<KillRound> => {
  const random = new Random(seed)
  const home = new GrowingHome(join(folder, `round-${seed}`), world)
  const grows = seed % 2 === 1
  const database = await server.freshDatabase()
  const killed = { process: 0, thread: 0, database: 0 }
  if (!grows) home.growTo(1)
  for (let kill = 0; kill < kills; kill++) {
    if (grows) home.growTo((kill + random.next()) / (kills + 1))
    const victim = random.pick(['process', 'thread', 'database'] as const)
    const moment = random.next() ** 2 * expected.milliseconds
    const child = start(
      { ...(await server.address()), database },
      home.places,
      victim === 'thread' ? moment : undefined,
    )
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
  const stored = await ask(server, database, join(folder, `round-${seed}`))
  await server.administer(`drop database ${database} with (force)`)
  return { killed, complaints: differences(stored, expected.stored, grows).map((what) => `seed ${seed}: ${what}`) }
}

const differences = (stored: Stored, expected: Stored, grew: boolean): string[] => {
  const wrong: string[] = []
  const compare = (what: string, one: unknown, other: unknown) => {
    if (!isDeepStrictEqual(one, other)) wrong.push(`${what} differ: ${firstDifference(one, other)}`)
  }
  compare('records', stored.facts, expected.facts)
  for (const table of Object.keys(expected.derived)) compare(table, stored.derived[table], expected.derived[table])
  compare('marks', stored.marks, expected.marks)
  if (!grew) compare('sources', stored.sources, expected.sources)
  return wrong
}

const firstDifference = (one: unknown, other: unknown): string => {
  const [a, b] = [one, other].map((value) => (Array.isArray(value) ? value : [value]))
  const index = a!.findIndex((value, at) => !isDeepStrictEqual(value, b![at]))
  return `${a!.length} and ${b!.length}; ${JSON.stringify(a![index])}, not ${JSON.stringify(b![index])}`.slice(0, 1500)
}
