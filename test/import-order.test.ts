import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SmallRepository } from '../src/connectors/git/testing/small-repository.ts'
import { freshDatabase } from './support/database.ts'
import { deriveMarked, rebuild } from './support/derive.ts'
import { TemporaryFolder } from './support/folder.ts'
import { filesIn } from './support/inputs/logs.ts'
import { type Places, readStep } from './support/read-step.ts'
import { allDerived, allFacts } from './support/store.ts'

const claude = join(import.meta.dirname, '../src/connectors/claude-code/fixtures/claude')
const codex = join(import.meta.dirname, '../src/connectors/codex/fixtures/home/.codex')

const firstSession = '5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f50'
const forkedSession = 'aaaaaaaa-0a51-4a3e-9d0e-7b1c2d3e4f50'
const rewrittenSession = '11111111-0a51-4a3e-9d0e-7b1c2d3e4f50'

/** A file of the team's, and what stands in it in the end. */
interface Log {
  readonly path: string
  readonly content: Buffer
}

/** Two homes: one with the fixtures, one with copies of a session: resumed, forked, cut off, and one that contradicts it. */
const logsFor = (repository: string): Log[] => {
  const here = (content: Buffer) =>
    Buffer.from(content.toString('latin1').replaceAll('/home/ana/shop', repository), 'latin1')
  const fixtures = [
    ...filesIn(claude).map((name) => ({
      path: `ana/.claude/${name}`,
      content: here(readFileSync(join(claude, name))),
    })),
    ...filesIn(codex).map((name) => ({ path: `ana/.codex/${name}`, content: here(readFileSync(join(codex, name))) })),
  ]
  const project = 'bo/.claude/projects/-home-ana-shop'
  const first = fixtures.find(({ path }) => path.endsWith(`${firstSession}.jsonl`))!.content.toString('latin1')
  const lines = first.split('\n')
  const own = lines.slice(2, 8).map((line) =>
    line
      .replaceAll(firstSession, forkedSession)
      .replaceAll(/"uuid":"/g, '"uuid":"fork-')
      .replaceAll('2026-03-0', '2026-04-0'),
  )
  const copies = [
    { path: `${project}/${forkedSession}.jsonl`, content: [...lines.slice(0, 12), ...own].join('\n') },
    {
      path: `${project}/${rewrittenSession}.jsonl`,
      content: lines.slice(0, 15).join('\n').replaceAll(firstSession, rewrittenSession),
    },
    { path: `${project}/${firstSession}.jsonl`, content: lines.slice(3, 20).join('\n') },
    { path: `${project}-old/${firstSession}.jsonl`, content: lines.slice(0, 30).join('\n').replaceAll('cart', 'bike') },
  ]
  return [...fixtures, ...copies.map(({ path, content }) => ({ path, content: Buffer.from(`${content}\n`, 'latin1') }))]
}

const placesIn = (folder: string, repositories: readonly string[]): Places => ({
  homes: ['ana', 'bo'].map((name) => ({
    path: join(folder, name),
    claudeFolders: [join(folder, name, '.claude')],
    codexFolders: [join(folder, name, '.codex')],
  })),
  repositories,
})

const append = (path: string, bytes: Buffer): void => {
  mkdirSync(dirname(path), { recursive: true })
  appendFileSync(path, bytes)
}

/** What happens in a run: pieces of logs arrive, or all that is there is read, or what is marked is derived. */
type Act = { readonly append: number; readonly bytes: number } | 'read' | 'derive' | 'clone'

const actsFor = (logs: readonly Log[]): fc.Arbitrary<Act[]> =>
  fc
    .tuple(
      fc.array(fc.record({ append: fc.nat(logs.length - 1), bytes: fc.integer({ min: 1, max: 20_000 }) }), {
        minLength: 4,
        maxLength: 25,
      }),
      fc.array(fc.constantFrom('read' as const, 'derive' as const, 'read' as const), { minLength: 1, maxLength: 4 }),
      fc.constant<Act[]>(['clone']),
    )
    .chain(([pieces, between, clone]) => {
      const acts: Act[] = [...pieces, ...between, ...clone]
      return fc.shuffledSubarray(acts, { minLength: acts.length })
    })

test('the order in which sources grow, are found and are read changes neither records nor answers', async () => {
  using folder = new TemporaryFolder()
  const origin = new SmallRepository(join(folder.path, 'origin'))
  origin.write('.mailmap', 'Ada Lovelace <ada@lovelace.example> <ada@example.org>\n').commit('Start')
  origin.write('src/cart.ts', 'export const cart = 1\n').write('src/wick.ts', 'burn()\n').commit('Add the cart (#1)')
  origin.git('remote', 'add', 'origin', 'https://github.com/shop/shop.git')

  const clone = join(folder.path, 'shop')
  origin.git('clone', '--quiet', '.', clone)
  origin.git('-C', clone, 'remote', 'set-url', 'origin', 'https://github.com/shop/shop.git')
  const repositories = [origin.path, clone]
  const logs = logsFor(clone)
  const answers = async (home: string, acts: readonly Act[], shuffle: (count: number) => number) => {
    await using data = await freshDatabase()
    const written = logs.map(() => 0)
    let known: readonly string[] = []
    const read = async () => {
      const step = await readStep(data.client, placesIn(home, known), (sources) =>
        sources
          .map((source) => ({ source, place: shuffle(1000) }))
          .sort((a, b) => a.place - b.place)
          .map(({ source }) => source),
      )
      expect(step).toMatchObject({ failures: [], misfits: [] })
    }
    const grow = (index: number, bytes: number) => {
      const { path, content } = logs[index]!
      append(join(home, path), content.subarray(written[index], written[index]! + bytes))
      written[index] = Math.min(content.length, written[index]! + bytes)
    }
    for (const act of acts) {
      if (act === 'read') await read()
      else if (act === 'derive') await deriveMarked(data.client)
      else if (act === 'clone') known = repositories
      else grow(act.append, act.bytes)
    }
    known = repositories
    for (const index of logs.keys()) grow(index, logs[index]!.content.length)
    await read()
    await deriveMarked(data.client)
    const answer = { facts: await allFacts(data.client), derived: await allDerived(data.client) }
    await rebuild(data.client)
    expect(await allDerived(data.client)).toEqual(answer.derived)
    return JSON.parse(JSON.stringify(answer).replaceAll(home, '/home')) as typeof answer
  }

  const expected = await answers(join(folder.path, 'reference'), [], () => 0)
  expect(expected.facts.length).toBeGreaterThan(100)
  expect(JSON.stringify(expected.facts)).toMatch(/the bike.*the cart|the cart.*the bike/)
  const methods = new Set((expected.derived.session_place as { method: string | null }[]).map(({ method }) => method))
  expect(methods.size).toBeGreaterThan(1)

  let run = 0
  await fc.assert(
    fc.asyncProperty(actsFor(logs), fc.infiniteStream(fc.nat(999)), async (acts, numbers) => {
      const answer = await answers(join(folder.path, `run-${run++}`), acts, () => numbers.next().value as number)
      expect(answer.facts).toEqual(expected.facts)
      expect(answer.derived).toEqual(expected.derived)
    }),
    { numRuns: 8 },
  )
}, 300_000)
