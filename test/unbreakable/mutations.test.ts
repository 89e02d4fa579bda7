import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { deriveMarked, rebuild } from '../support/derive.ts'
import { TemporaryFolder } from '../support/folder.ts'
import { now, readStep } from '../support/read-step.ts'
import { allDerived, allFacts } from '../support/store.ts'
import { askEverything } from './ask-everything.ts'
import { complaintsOf, logCase } from './check-log.ts'
import { hostileLogs, placesIn, soundHome, writeLogs } from './hostile-home.ts'
import { Random } from './random.ts'
import { fixtureLogs, realLogs } from './sound-logs.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const logs = [...fixtureLogs(), ...realLogs(new Random(1), 3)]
const inMemory = Number(process.env.MAESTRO_MUTATIONS ?? 880)
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

test('whatever becomes of a log, the parsers read the rest of it as before, in one go or in pieces', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(complaintsOf(logCase(logs, seed))).toEqual([])
    }),
    { numRuns: inMemory, endOnFailure: true },
  )
})

type Facts = Awaited<ReturnType<typeof allFacts>>

const of = (sessions: ReadonlySet<unknown>, facts: Facts): Facts =>
  facts.filter((fact) => sessions.has(fact.session ?? fact.id))

describe.each([1, 2])('mutated logs beside sound ones (%i)', (seed) => {
  const sound = soundHome(fixtureLogs())
  const hostile = hostileLogs(logs, 30, seed)

  test('are stored and answered, set aside where they make no sense, and change nothing of the sound ones', async () => {
    using folder = new TemporaryFolder()
    await using alone = await freshDatabase()
    await using data = await freshDatabase()
    writeLogs(folder.path, [...sound, ...hostile])
    const places = placesIn(folder.path)
    expect(await readStep(alone.client, placesIn(folder.path, ['ana']))).toMatchObject({ failures: [], misfits: [] })
    const step = await readStep(data.client, places)
    expect(step).toMatchObject({ failures: [], misfits: [] })
    expect(step.setAside.length).toBeGreaterThan(1)
    expect(step.setAside.filter(({ reason, source }) => reason === '' || source === '')).toEqual([])

    await deriveMarked(alone.client)
    await deriveMarked(data.client)
    const expected = await allFacts(alone.client)
    const sessions = new Set(expected.flatMap((fact) => (fact.kind === 'session' ? [fact.id] : [])))
    expect(of(sessions, await allFacts(data.client))).toEqual(expected)
    for (const table of ['session_summary', 'usage_slot', 'activity_slot'] as const) {
      const rows = (await allDerived(data.client))[table] as { session: string }[]
      expect(rows.filter((row) => sessions.has(row.session))).toEqual((await allDerived(alone.client))[table])
    }
    expect(await askEverything(data.client, now)).toBeGreaterThan(200)
    const derived = await allDerived(data.client)
    await rebuild(data.client)
    expect(await allDerived(data.client)).toEqual(derived)
  })

  test('give the same in any order, however they grow', async () => {
    using folder = new TemporaryFolder()
    await using whole = await freshDatabase()
    await using grown = await freshDatabase()
    const random = new Random(seed)
    const all = [...sound, ...hostile]
    const shares = all.map(() => random.next())
    const shuffled = (home: string) =>
      readStep(grown.client, placesIn(home), (sources) =>
        sources
          .map((source) => ({ source, at: random.next() }))
          .sort((a, b) => a.at - b.at)
          .map(({ source }) => source),
      )
    const homes = join(folder.path, 'homes')
    writeLogs(homes, all)
    await readStep(whole.client, placesIn(homes))
    await deriveMarked(whole.client)
    for (const share of [0.5, 0.8, 1]) {
      writeLogs(homes, all, (index) => Math.min(1, share + (share < 1 ? shares[index]! / 5 : 0)))
      expect(await shuffled(homes)).toMatchObject({ failures: [], misfits: [] })
      if (share < 1) await deriveMarked(grown.client)
    }
    await deriveMarked(grown.client)
    expect(await allFacts(grown.client)).toEqual(await allFacts(whole.client))
    expect(await allDerived(grown.client)).toEqual(await allDerived(whole.client))
  })
})
