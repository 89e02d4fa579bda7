import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { SmallRepository } from '../src/connectors/git/testing/small-repository.ts'
import {
  type DeletionRequest,
  deleteFor,
  liftDeletion,
  listDeletions,
  planDeletion,
} from '../src/store/delete/index.ts'
import { freshDatabase } from './support/database.ts'
import { deriveMarked, rebuild } from './support/derive.ts'
import { everythingStored } from './support/everything-stored.ts'
import { TemporaryFolder } from './support/folder.ts'
import { filesIn } from './support/inputs/logs.ts'
import { type Places, readStep } from './support/read-step.ts'
import { allDerived, allFacts, allStored } from './support/store.ts'

const claude = join(import.meta.dirname, '../src/connectors/claude-code/fixtures/claude')
const codex = join(import.meta.dirname, '../src/connectors/codex/fixtures/home/.codex')

const firstSession = '5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f50'
const forkedSession = 'aaaaaaaa-0a51-4a3e-9d0e-7b1c2d3e4f50'
const earlierFork = '11111111-0a51-4a3e-9d0e-7b1c2d3e4f50'

const now = Date.parse('2026-12-01T00:00:00Z')

/** A team's logs and a repository below a folder: the fixtures, copies of a session in other logs, two authors. */
const layTeam = (folder: string): Places => {
  const origin = new SmallRepository(join(folder, 'origin'))
  origin.write('.mailmap', 'Ada Lovelace <ada@lovelace.example> <ada@example.org>\n').commit('Start')
  origin.write('src/cart.ts', 'export const cart = 1\n').commit('Add the cart (#1)')
  origin.git('remote', 'add', 'origin', 'https://github.com/shop/shop.git')
  const shop = join(folder, 'shop')
  origin.git('clone', '--quiet', '.', shop)
  origin.git('-C', shop, 'remote', 'set-url', 'origin', 'https://github.com/shop/shop.git')
  const work = new SmallRepository(shop, 'existing')
  work.commit('bobsubject (#2)\n\nbobbody', {
    environment: { GIT_AUTHOR_NAME: 'Bob Marker', GIT_AUTHOR_EMAIL: 'bob@marker.example' },
  })
  work.commit(
    'Together\n\nKept words.\n\nCo-authored-by: Bob Marker <bob@marker.example>\nReviewed-by: Dee <dee@example.org>\n',
  )

  const here = (content: Buffer) => Buffer.from(content.toString('latin1').replaceAll('/home/ana/shop', shop), 'latin1')
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    appendFileSync(join(folder, path), content)
  }
  for (const name of filesIn(claude)) put(`ana/.claude/${name}`, here(readFileSync(join(claude, name))))
  for (const name of filesIn(codex)) put(`ana/.codex/${name}`, here(readFileSync(join(codex, name))))
  const project = 'bo/.claude/projects/-home-ana-shop'
  const lines = here(
    readFileSync(join(claude, filesIn(claude).find((name) => name.endsWith(`${firstSession}.jsonl`))!)),
  )
    .toString('latin1')
    .split('\n')
  const own = lines
    .slice(2, 8)
    .map((line) =>
      line
        .replaceAll(firstSession, forkedSession)
        .replaceAll('"uuid":"', '"uuid":"fork-')
        .replaceAll('2026-03-0', '2026-04-0'),
    )
  const write = (name: string, content: readonly string[]) => put(`${project}/${name}.jsonl`, `${content.join('\n')}\n`)
  write(forkedSession, [...lines.slice(0, 12).map((line) => line.replaceAll(firstSession, forkedSession)), ...own])
  write(
    earlierFork,
    lines.slice(0, 15).map((line) => line.replaceAll(firstSession, earlierFork)),
  )
  write(firstSession, lines.slice(3, 20))
  return {
    homes: ['ana', 'bo'].map((name) => ({
      path: join(folder, name),
      claudeFolders: [join(folder, name, '.claude')],
      codexFolders: [join(folder, name, '.codex')],
    })),
    repositories: [origin.path, shop],
  }
}

/** Reads what is there, in an order, and derives. */
const read = async (client: Client, places: Places, seed = 0): Promise<void> => {
  const step = await readStep(client, places, (sources) =>
    [...sources].sort((a, b) => shuffled(a.id, seed) - shuffled(b.id, seed)),
  )
  expect(step.failures).toEqual([])
  await deriveMarked(client)
}

const shuffled = (id: string, seed: number): number =>
  seed === 0 ? 0 : [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * seed) % 1_000_003, seed)

/** As if nothing was ever read: everything but tombstones goes, and each source is read from its start. */
const forgetRecords = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_stat_user_tables
     where schemaname = 'public' and relname !~ '^(tombstone|maestro_layout|browser)'`,
  )
  await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
}

const answersOf = async (client: Client) => ({ facts: await allFacts(client), derived: await allDerived(client) })

const requests: [
  name: string,
  request: (data: Client) => Promise<DeletionRequest> | DeletionRequest,
  marks: string[],
][] = [
  [
    'a session that others have copies of',
    () => ({ kind: 'session', id: `claude-code:${firstSession}` }),
    [firstSession],
  ],
  ['a fork', () => ({ kind: 'session', id: forkedSession }), [forkedSession]],
  ['a fork that owns what it copied', () => ({ kind: 'session', id: earlierFork }), [earlierFork]],
  [
    'a session of Codex with a subagent',
    async (client) => {
      const { rows } = await client.query<{ parent: string }>(
        `select parent from session where agent = 'codex' and parent is not null limit 1`,
      )
      return { kind: 'session', id: rows[0]!.parent }
    },
    [],
  ],
  ['a repository', () => ({ kind: 'repository', name: 'shop/shop' }), ['src/cart.ts', 'bobsubject', 'shop/shop']],
  [
    'a person with commits',
    () => ({ kind: 'person', name: 'Bob Marker' }),
    ['bobsubject', 'bobbody', 'Bob Marker', 'bob@marker'],
  ],
  [
    'a period',
    () => ({ kind: 'period', since: Date.parse('2026-03-02T09:03:00Z'), until: Date.parse('2026-05-04T11:31:00Z') }),
    [],
  ],
  ['everything', () => ({ kind: 'everything' }), []],
]

describe.each(requests)('%s, once deleted,', (name, requestOf, marks) => {
  test('stays away in whatever order sources are read, and comes back as it was once the deletion is lifted', async () => {
    using folder = new TemporaryFolder()
    const places = layTeam(folder.path)
    await using data = await freshDatabase()
    const { client } = data
    await read(client, places)
    const before = await answersOf(client)
    const storedBefore = await allStored(client)
    const request = await requestOf(client)

    const planned = await planDeletion(client, request, now)
    expect(await answersOf(client)).toEqual(before)
    const file = join(folder.path, 'gone.jsonl')
    const deletion = await deleteFor(client, request, { exportTo: file, now })
    expect(deletion.counts).toEqual(planned.counts)
    expect(deletion.trimmed).toBe(planned.trimmed)
    expect(deletion.total).toBeGreaterThan(0)
    await deriveMarked(client)
    const after = await answersOf(client)

    const exported = readFileSync(file, 'utf8').trimEnd().split('\n')
    const keptKeys = new Set((await allStored(client)).map(keyOf))
    const goneRecords = storedBefore.filter((record) => !keptKeys.has(keyOf(record)))
    expect([...exported].sort()).toEqual(goneRecords.map((record) => JSON.stringify(record)).sort())
    expect(exported.length).toBe(deletion.total)

    const stored = await everythingStored(client)
    expect(await textsWithoutRecord(client)).toEqual([])
    for (const mark of marks)
      expect(stored.filter((text) => text.includes(mark) && !/^(?:tombstone|source )/.test(text))).toEqual([])

    const stillRead = name === 'everything' ? { ...places, repositories: [] } : places
    await read(client, stillRead)
    expect(await answersOf(client)).toEqual(after)
    await rebuild(client)
    expect((await answersOf(client)).derived).toEqual(after.derived)

    for (const seed of [0, 7]) {
      await forgetRecords(client)
      await read(client, stillRead, seed)
      expect(await answersOf(client), `read again in order ${seed}`).toEqual(after)
    }

    expect((await listDeletions(client)).map(({ total }) => total)).toEqual([deletion.total])
    await liftDeletion(client, deletion.id)
    await read(client, places)
    expect(await answersOf(client)).toEqual(before)
  }, 120_000)

  if (name === 'everything') return
  test('stays away when it was deleted while half of the sources were read', async () => {
    using folder = new TemporaryFolder()
    const places = layTeam(folder.path)
    const [, bo] = places.homes
    await using whole = await freshDatabase()
    await read(whole.client, places)
    const request = await requestOf(whole.client)
    await deleteFor(whole.client, request, { now })
    await read(whole.client, places)
    const expected = await answersOf(whole.client)

    for (const [first, seed] of [
      [{ homes: [bo!], repositories: places.repositories }, 0],
      [{ homes: [places.homes[0]!], repositories: places.repositories }, 5],
    ] as const) {
      await using half = await freshDatabase()
      await read(half.client, first, seed)
      const known = await planDeletion(half.client, request, now).catch(() => undefined)
      if (!known) continue
      await deleteFor(half.client, request, { now })
      await deriveMarked(half.client)
      await read(half.client, places, seed)
      expect(await answersOf(half.client)).toEqual(expected)
    }
  }, 120_000)
})

/** Compressed texts of records that are not there. */
const textsWithoutRecord = async (client: Client): Promise<string[]> => {
  const records = new Set((await allStored(client)).map((record) => `${record.kind}/${record.id}`))
  const texts = (await everythingStored(client)).filter((text) => text.startsWith('text_chunk '))
  return texts.filter((text) => !records.has(text.split(' ')[2]!.split('/').slice(0, -1).join('/')))
}

const keyOf = (record: Record<string, unknown>): string =>
  JSON.stringify([
    record.kind,
    record.id,
    record.repository,
    record.sha,
    record.path,
    record.name,
    record.number,
    record.email,
    record.gitDirectory,
    record.source,
  ])
