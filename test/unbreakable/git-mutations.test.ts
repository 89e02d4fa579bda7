import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { deriveMarked } from '../support/derive.ts'
import { TemporaryFolder } from '../support/folder.ts'
import { now, readStep } from '../support/read-step.ts'
import { allDerived, allFacts } from '../support/store.ts'
import { askEverything } from './ask-everything.ts'
import { LooseRepository, writeHistory } from './git-objects.ts'
import { Random } from './random.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const mutations = 14

const readIn = (data: TestDatabase, path: string) => readStep(data.client, { homes: [], repositories: [path] })

const commitsIn = async (data: TestDatabase, shas: readonly string[]) =>
  (await allFacts(data.client)).filter(
    (fact) => (fact.kind === 'commit' || fact.kind === 'fileChange') && shas.includes(fact.sha as string),
  )

describe.each([1, 2])('a history with mutated commits (%i)', (seed) => {
  test('is read with all that is sound in it; the rest is named', async () => {
    using folder = new TemporaryFolder()
    await using alone = await freshDatabase()
    await using data = await freshDatabase()
    const sound = new LooseRepository(join(folder.path, 'sound'))
    const { sound: shas } = writeHistory(sound, undefined)
    const hostile = new LooseRepository(join(folder.path, 'hostile'))
    const { mutated } = writeHistory(hostile, new Random(seed), mutations)
    expect(await readIn(alone, sound.path)).toMatchObject({ failures: [], misfits: [], setAside: [] })
    expect(await readIn(data, hostile.path)).toMatchObject({ failures: [], misfits: [] })
    expect(await commitsIn(data, shas)).toEqual(await commitsIn(alone, shas))
    const { rows } = await data.client.query<{ sha: string }>(
      'select sha from commit where sha = any($1) union select subject from set_aside where subject = any($1)',
      [mutated],
    )
    const noCommits = (await data.client.query(`select skipped -> 'ref to no commit' as count from source`)).rows[0]
    expect(rows.length + Number(noCommits.count ?? 0)).toBeGreaterThanOrEqual(new Set(mutated).size)
    await deriveMarked(data.client)
    expect(await askEverything(data.client, now)).toBeGreaterThan(20)
  })

  test('gives the same records whenever its refs come', async () => {
    using folder = new TemporaryFolder()
    await using whole = await freshDatabase()
    await using grown = await freshDatabase()
    const repository = new LooseRepository(join(folder.path, 'shop'))
    const { sound, mutated } = writeHistory(repository, new Random(seed + 100), mutations)
    await readIn(whole, repository.path)
    const random = new Random(seed)
    const target = new LooseRepository(join(folder.path, 'grown'))
    writeHistory(target, new Random(seed + 100), mutations)
    for (const number of mutated.keys()) target.removeRef(`refs/heads/mutated/${number}`)
    const left = mutated.map((sha, number) => [`refs/heads/mutated/${number}`, sha] as const)
    target.ref('refs/heads/main', sound[3]!)
    await readIn(grown, target.path)
    while (left.length > 0) {
      for (const [name, sha] of left.splice(random.below(left.length), 1 + random.below(6))) target.ref(name, sha)
      if (random.chance(0.5)) target.ref('refs/heads/main', sound.at(-1)!)
      expect(await readIn(grown, target.path)).toMatchObject({ failures: [], misfits: [] })
    }
    target.ref('refs/heads/main', sound.at(-1)!)
    await readIn(grown, target.path)
    await deriveMarked(whole.client)
    await deriveMarked(grown.client)
    const inPlace = <Value>(value: Value): Value =>
      JSON.parse(JSON.stringify(value).replaceAll(target.path, repository.path)) as Value
    expect(inPlace(await allFacts(grown.client))).toEqual(inPlace(await allFacts(whole.client)))
    expect(inPlace(await allDerived(grown.client))).toEqual(inPlace(await allDerived(whole.client)))
  })
})
