import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { ClientBase } from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { createPricer, loadPrices } from '../src/config/prices/index.ts'
import { connectors } from '../src/connectors/index.ts'
import { sync } from '../src/ingest/sync.ts'
import { derive } from '../src/jobs/refresh.ts'
import { freshDatabase } from './support/database.ts'
import { TemporaryFolder } from './support/folder.ts'
import { inputs } from './support/inputs/index.ts'
import { lineHashKey, now, type Places, readStep } from './support/read-step.ts'
import { everythingStored, Secrets } from './support/secrets.ts'
import { allFacts } from './support/store.ts'

const keysOf = (facts: readonly Record<string, unknown>[]) => facts.map((fact) => JSON.stringify(fact))

const nothingWrong = { failures: [], misfits: [] }

/** What is stored after the steps of reading, each after the sources were brought to where they then were. */
const storedAfter = async (...steps: readonly (() => Places)[]): Promise<Record<string, unknown>[]> => {
  await using data = await freshDatabase()
  for (const step of steps) expect(await readStep(data.client, step())).toMatchObject(nothingWrong)
  return await allFacts(data.client)
}

test('every connector has input for this suite', () => {
  expect(inputs.map((input) => input.connector)).toEqual(connectors.map((connector) => connector.name))
})

const setAsideIn = async (client: ClientBase): Promise<Map<string, number>> => {
  const { rows } = await client.query<[string, number]>({ text: 'select id, set_aside from source', rowMode: 'array' })
  return new Map(rows)
}

describe.each(inputs)('$connector', (input) => {
  test('yields records that fit their schemas, and stores each', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const step = await readStep(data.client, input.lay(folder.path))
    expect(step).toMatchObject({ ...nothingWrong, read: expect.toSatisfy((count) => count > 0) })
    expect((await allFacts(data.client)).length).toBeGreaterThan(20)
  })

  test('gives the same records when all is read twice', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const places = input.lay(folder.path)
    await readStep(data.client, places)
    const once = await allFacts(data.client)
    await data.client.query('delete from source')
    expect((await readStep(data.client, places)).read).toBeGreaterThan(0)
    expect(await allFacts(data.client)).toEqual(once)
  })

  test('reads nothing again that is as it was', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const places = input.lay(folder.path)
    await readStep(data.client, places)
    expect((await readStep(data.client, places)).read).toBe(0)
  })

  test('gives the same records in steps as in one pass, wherever the source is cut', async () => {
    using folder = new TemporaryFolder()
    const whole = join(folder.path, 'whole')
    const shares = fc.uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })
    let run = 0
    const at = () => join(folder.path, `home-${run}`)
    const asWhole = (facts: Record<string, unknown>[], path: string) =>
      keysOf(facts).map((fact) => fact.replaceAll(path, whole))
    folder.write('whole/x', '')
    const expected = keysOf(await storedAfter(() => input.grow(whole, 1)))
    expect(expected.length).toBeGreaterThan(20)
    await fc.assert(
      fc.asyncProperty(shares, async (cuts) => {
        run++
        folder.write(`home-${run}/x`, '')
        const steps = [...cuts.sort((a, b) => a - b), 1].map((share) => () => input.grow(at(), share))
        expect(asWhole(await storedAfter(...steps), at())).toEqual(expected)
      }),
      { numRuns: input.connector === 'git' ? 4 : 8 },
    )
  })

  test('sets damage aside, counts it, and keeps all else', async () => {
    using folder = new TemporaryFolder()
    const [sound, damaged] = ['sound', 'damaged'].map((name) => join(folder.path, name)) as [string, string]
    const places = input.damage(sound, damaged)
    await using whole = await freshDatabase()
    await using broken = await freshDatabase()
    expect(await readStep(whole.client, places.sound)).toMatchObject(nothingWrong)
    const step = await readStep(broken.client, places.damaged)
    expect(step.misfits).toEqual([])
    expect(step.failures.map(({ source }) => source)).toEqual(places.unreadable)
    const before = await setAsideIn(whole.client)
    for (const [id, count] of await setAsideIn(broken.client)) {
      const inSound = before.get(id.replace(damaged, sound))
      if (inSound !== undefined) expect([id, count - inSound]).toEqual([id, places.setAside(id)])
    }
    expect(step.setAside.length).toBeGreaterThan(1)
    const expected = keysOf(await allFacts(whole.client)).map((fact) => fact.replaceAll(sound, damaged))
    const kept = keysOf(await allFacts(broken.client))
    expect(kept).toEqual(expected)
  })

  test('stores nothing secret', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const secrets = new Secrets()
    const { homes, repositories } = input.plant(folder.path, secrets.plant)
    const report = await sync(data.client, { homes, repositories, roots: ['/'], lineHashKey: () => lineHashKey, now })
    await derive(data.client, createPricer(await loadPrices()))
    expect(report).toMatchObject({ failures: [], problems: [] })
    expect(secrets.count).toBeGreaterThan(input.connector === 'git' ? 10 : 50)
    const texts = await everythingStored(data.client)
    expect([...texts].flatMap(([place, text]) => secrets.foundIn(text).map((found) => `${found} in ${place}`))).toEqual(
      [],
    )
    const redacted = [...texts].filter(([, text]) => text.includes('[redacted: ')).map(([place]) => place)
    expect(redacted).toEqual(expect.arrayContaining([...input.redacted]))
    const { rows } = await data.client.query<{ total: number }>(
      'select sum(value::bigint) as total from source, jsonb_each_text(redacted)',
    )
    expect(rows[0]!.total).toBeGreaterThan(secrets.count / 2)
    expect(secrets.foundIn(readFileSync(inject('postgresLog'), 'utf8'))).toEqual([])
  })

  test('takes wrong types in any field, and stores what fits', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const step = await readStep(data.client, input.distort(folder.path))
    expect(step).toMatchObject(nothingWrong)
    expect((await allFacts(data.client)).length).toBeGreaterThan(10)
  })
})
