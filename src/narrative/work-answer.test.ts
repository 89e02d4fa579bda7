import type { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts'
import { writeRecords } from '../../test/support/store.ts'
import { createPricer, loadPrices, type Pricer } from '../config/prices/index.ts'
import { deriveAll } from '../metrics/derive.ts'
import type { AnyRecord, RecordOf } from '../model/records/index.ts'
import { workAnswer } from './work-answer.ts'

const day = 86_400_000
const now = Date.parse('2026-03-11T15:00:00Z')
const midnight = Date.parse('2026-03-12T00:00:00Z')

let opened: TestDatabase
let client: Client
let pricer: Pricer

beforeEach(async () => {
  opened = await freshDatabase()
  client = opened.client
  pricer = createPricer(await loadPrices(undefined))
})
afterEach(() => opened[Symbol.asyncDispose]())

const write = async (...records: readonly AnyRecord[][]): Promise<void> => {
  await writeRecords(client, records.flat())
  await deriveAll(client, { pricer })
}

const ask = (options: { now?: number; asOf?: number; timezone?: string } = {}) =>
  workAnswer(client, { timezone: 'UTC', now, pricer, ...options })

interface SessionWith {
  readonly cwd?: string
  readonly agent?: 'claude-code' | 'codex'
  readonly model?: string
  readonly prompts?: readonly string[]
  readonly lasts?: number
  readonly parent?: string
}

/** A session with a prompt every minute, and an answer of 100 tokens after each. */
const session = (name: string, at: number, options: SessionWith = {}): AnyRecord[] => {
  const {
    cwd = '/home/ana/shop',
    agent = 'claude-code',
    model = 'claude-opus-4-6',
    prompts = [`Count ${name}`],
  } = options
  const id = `${agent}:${name}`
  const end = at + (options.lasts ?? prompts.length * 60_000)
  return [
    {
      kind: 'session',
      id,
      agent,
      logId: name,
      home: '/home/ana',
      cwd,
      startedAt: at,
      endedAt: end,
      ...(options.parent ? { parent: `${agent}:${options.parent}` } : {}),
    },
    ...prompts.flatMap((text, index): AnyRecord[] => {
      const common = { session: id, at: at + index * 60_000, position: index * 2 }
      const usage: RecordOf<'usage'> = {
        kind: 'usage',
        ...common,
        id: `${id}/${index}`,
        at: common.at + 1000,
        model,
        inputTokens: 10,
        cacheCreation5mTokens: 20,
        cacheCreation1hTokens: 0,
        cacheReadTokens: 30,
        outputTokens: 40,
        reasoningTokens: 0,
        sidechain: false,
        lowerBound: false,
      }
      return [{ kind: 'turn', ...common, id: `${id}@${index}`, origin: 'typed', text, human: !options.parent }, usage]
    }),
  ]
}

const repository = (id: string, path: string): AnyRecord[] => [
  { kind: 'repository', id, name: `acme/${id}`, seenAt: now },
  {
    kind: 'checkout',
    path,
    repository: id,
    gitDirectory: `${path}/.git`,
    bare: false,
    shallow: false,
    partial: false,
    seenAt: now,
  },
]

const commit = (
  repositoryId: string,
  sha: string,
  at: number,
  fields: Partial<RecordOf<'commit'>> = {},
): AnyRecord => ({
  kind: 'commit',
  repository: repositoryId,
  sha: sha.padEnd(40, '0'),
  parents: ['0'.repeat(40)],
  authorName: 'Ana',
  authorEmail: 'ana@example.org',
  authoredAt: at,
  committerName: 'Ana',
  committerEmail: 'ana@example.org',
  committedAt: at,
  subject: `Commit ${sha}`,
  files: 1,
  added: 5,
  removed: 2,
  ...fields,
})

const pull = (repositoryId: string, number: number, at: number): AnyRecord => ({
  kind: 'pullRequest',
  repository: repositoryId,
  number,
  source: 'squash-commit',
  inferred: true,
  title: `Pull ${number}`,
  sha: 'f'.repeat(40),
  at,
  authorName: 'Ana',
  authorEmail: 'ana@example.org',
})

test('is undefined when there is nothing at all', async () => {
  expect(await ask()).toBeUndefined()
})

test('is undefined as of a time before anything', async () => {
  await write(session('a', now - day))
  expect(await ask({ asOf: now - 2 * day })).toBeUndefined()
})

describe('places', () => {
  test('are repositories, and directories whose repository is not known; most sessions first, then most commits', async () => {
    await write(
      repository('shop', '/home/ana/shop'),
      repository('till', '/home/ana/till'),
      repository('bank', '/home/ana/bank'),
      session('a', now - day),
      session('b', now - 2 * day, { cwd: '/home/ana/shop/src' }),
      session('c', now - day, { cwd: '/home/ana/notes' }),
      [commit('till', 'a1', now - day), commit('till', 'a2', now - day), commit('bank', 'b1', now - day)],
      [pull('till', 7, now - day), pull('till', 9, now - 1000)],
    )
    const { places } = (await ask())!
    expect(
      places.map(({ repository, name, sessions, commits, pullRequests }) => [
        repository,
        name,
        sessions.length,
        commits,
        pullRequests.map(({ number }) => number),
      ]),
    ).toEqual([
      ['shop', 'acme/shop', 2, 0, []],
      [null, '/home/ana/notes', 1, 0, []],
      ['till', 'acme/till', 0, 2, [9, 7]],
      ['bank', 'acme/bank', 0, 1, []],
    ])
    expect(places[0]!.sessions.map(({ intent, person }) => [intent, person])).toEqual([
      ['Count a', 'ana'],
      ['Count b', 'ana'],
    ])
  })

  test('count commits that are no merges, and name people and no bots', async () => {
    await write(repository('shop', '/home/ana/shop'), [
      commit('shop', 'a1', now - 3000),
      commit('shop', 'a2', now - 2000, { authorName: 'Ben', authorEmail: 'ben@example.org', added: 1, removed: 0 }),
      commit('shop', 'a3', now - 1000, { authorName: 'renovate[bot]', authorEmail: 'bot@example.org' }),
      commit('shop', 'a4', now - 500, { parents: ['1'.repeat(40), '2'.repeat(40)], added: 99, removed: 99 }),
    ])
    const [place] = (await ask())!.places
    expect(place).toMatchObject({ commits: 3, added: 11, removed: 4, authors: ['Ana', 'Ben'] })
    expect(place!.latestCommits.map(({ subject }) => subject)).toEqual(['Commit a3', 'Commit a2', 'Commit a1'])
  })

  test('show a session once, with what its subagents did', async () => {
    await write(session('a', now - day), session('a/sub', now - day + 1000, { parent: 'a' }))
    const answer = (await ask())!
    expect(answer.places.flatMap(({ sessions }) => sessions.map(({ logId }) => logId))).toEqual(['a'])
    expect(answer.usage).toMatchObject({ sessions: 1, prompts: 1, tokens: 200 })
  })
})

describe('the week', () => {
  test('is the seven days up to and with today', async () => {
    await write(
      session('now', now - 1000),
      session('first', midnight - 7 * day),
      session('early', midnight - 7 * day - 120_000),
    )
    const answer = (await ask())!
    expect(answer).toMatchObject({
      current: true,
      period: { since: midnight - 7 * day, until: midnight, timezone: 'UTC' },
    })
    expect(answer.places.flatMap(({ sessions }) => sessions.map(({ logId }) => logId))).toEqual(['now', 'first'])
    expect([answer.usage.sessions, answer.before.sessions]).toEqual([2, 1])
  })

  test('is the latest on record when nothing happened in these seven days', async () => {
    await write(session('old', now - 30 * day), session('older', now - 38 * day))
    const answer = (await ask())!
    const until = midnight - 30 * day
    expect(answer).toMatchObject({ current: false, period: { since: until - 7 * day, until } })
    expect([answer.usage.sessions, answer.before.sessions]).toEqual([1, 1])
  })

  test('ends with the latest commit, where that is later than every session', async () => {
    await write(repository('shop', '/home/ana/shop'), session('old', now - 30 * day), [
      commit('shop', 'a1', now - 27 * day),
    ])
    expect(await ask()).toMatchObject({ current: false, period: { until: midnight - 27 * day } })
  })

  test('begins where the time zone has midnight', async () => {
    const kiritimati = Date.parse('2026-03-13T00:00:00+14:00')
    await write(
      session('a', kiritimati - 7 * day - 60_000, { prompts: ['Count stock'], lasts: 30_000 }),
      session('b', kiritimati - 7 * day),
    )
    const answer = (await ask({ timezone: 'Pacific/Kiritimati' }))!
    expect(answer.period).toEqual({ since: kiritimati - 7 * day, until: kiritimati, timezone: 'Pacific/Kiritimati' })
    expect(answer.places.flatMap(({ sessions }) => sessions.map(({ logId }) => logId))).toEqual(['b'])
  })
})

describe('totals', () => {
  test('add up by agent and against the week before', async () => {
    await write(
      session('a', now - day, { prompts: ['Count one', 'Count two'] }),
      session('b', now - day, { agent: 'codex', model: 'gpt-5.5' }),
      session('c', now - 8 * day, { prompts: ['Count', 'Count', 'Count'] }),
    )
    const { usage, before, byAgent } = (await ask())!
    expect(usage).toMatchObject({ sessions: 2, prompts: 3, tokens: 300, costIncomplete: false, lowerBound: false })
    expect(before).toMatchObject({ sessions: 1, prompts: 3, tokens: 300 })
    expect(byAgent.map(({ agent, tokens }) => [agent, tokens])).toEqual([
      ['claude-code', 200],
      ['codex', 100],
    ])
    expect(byAgent.reduce((sum, row) => sum + row.costUsd!, 0)).toBeCloseTo(usage.costUsd!, 12)
    expect(usage.costUsd).toBeGreaterThan(0)
  })

  test('say what has no price, and never that it cost nothing', async () => {
    await write(session('a', now - day), session('b', now - day, { model: 'unheard-of-9' }))
    expect((await ask())!.usage).toMatchObject({ tokens: 200, costIncomplete: true, costUsd: expect.any(Number) })
    await write(session('c', now - 30 * day, { model: 'unheard-of-9' }))
    expect((await ask({ asOf: now - 29 * day }))!.usage).toMatchObject({
      tokens: 100,
      costUsd: null,
      costIncomplete: true,
    })
  })

  test('of a week in which only commits were made are nothing', async () => {
    await write(repository('shop', '/home/ana/shop'), [commit('shop', 'a1', now - day)])
    expect((await ask())!.usage).toMatchObject({ sessions: 0, prompts: 0, tokens: 0, costUsd: 0 })
  })
})

describe('as of an instant', () => {
  test('is what would have been answered then', async () => {
    const then = now - day
    const prompts = ['Count the stock', 'Count the till', 'Count both']
    await write(repository('shop', '/home/ana/shop'), session('a', then - 150_000, { prompts, lasts: 125_000 }), [
      commit('shop', 'a1', then - 5000),
      pull('shop', 1, then - 5000),
    ])
    const { period, places, ...known } = (await ask({ now: then }))!
    await write(
      session('b', then + 1000),
      session('a', then - 150_000, { prompts: [...prompts, 'Count all'], lasts: 200_000 }),
      [commit('shop', 'a2', then + 5000), pull('shop', 2, then + 5000)],
    )
    expect((await ask())!.places[0]).toMatchObject({
      commits: 2,
      sessions: [{ logId: 'b' }, { logId: 'a', prompts: 4 }],
    })

    const again = (await ask({ asOf: then }))!
    expect(again).toMatchObject({ ...known, period: { since: period.since, until: then } })
    const withoutEnds = (answered: typeof places) =>
      answered.map((place) => ({ ...place, sessions: place.sessions.map((each) => ({ ...each, endedAt: 0 })) }))
    expect(withoutEnds(again.places)).toEqual(withoutEnds(places))
    expect(again.places[0]!.sessions[0]!.endedAt).toBe(then)
  })
})

describe('what a session was for', () => {
  const intentWith = async (...turns: Partial<RecordOf<'turn'>>[]): Promise<string | null> => {
    const [head] = session('a', now - day, { prompts: [] })
    await write([
      head!,
      ...turns.map(
        (turn, index): AnyRecord => ({
          kind: 'turn',
          session: 'claude-code:a',
          id: `t${index}`,
          at: now - day + index * 1000,
          position: index,
          origin: 'typed',
          human: true,
          text: '',
          ...turn,
        }),
      ),
    ])
    return (await ask())!.places[0]!.sessions[0]!.intent
  }

  test.each<[string | null, Partial<RecordOf<'turn'>>[]]>([
    [
      'Count the stock',
      [{ text: 'hi' }, { text: 'Yes!' }, { text: '2' }, { text: 'count the stock' }, { text: 'count the till' }],
    ],
    ['Count the stock', [{ text: 'commit and push please' }, { text: 'count the stock' }]],
    ['Commit and push', [{ text: 'ok' }, { text: 'commit and push' }]],
    ['Count the stock', [{ text: 'do you have access to the till?' }, { text: 'count the stock' }]],
    ['Count the stock', [{ text: '[Image #1]' }, { text: 'count the stock' }]],
    ['Count the stock', [{ text: 'ok, weiter' }, { text: 'はい。' }, { text: 'count the stock' }]],
    ['Count the stock', [{ text: 'ls', origin: 'shell' }, { text: 'count the stock' }]],
    ['Count the stock', [{ text: '/model opus', origin: 'command', command: '/model' }, { text: 'count the stock' }]],
    [
      'Count the stock',
      [{ text: 'Your background task ended', origin: 'notice', human: false }, { text: 'count the stock' }],
    ],
    [
      'Review: count the stock',
      [{ text: '/review', origin: 'command', command: '/review' }, { text: 'yes' }, { text: 'count the stock' }],
    ],
    ['Review 12', [{ text: '/review 12', origin: 'command', command: '/review' }, { text: 'count the stock' }]],
    ['Count the stock', [{ text: 'count the stock' }, { text: '/review', origin: 'command', command: '/review' }]],
    ['Stock take', [{ text: 'yes' }, { text: '/acme:stock-take', origin: 'command', command: '/acme:stock-take' }]],
    [null, [{ text: 'hello' }, { text: 'yes please' }, { text: '/clear', origin: 'command', command: '/clear' }]],
    [null, [{ text: '1' }]],
  ])('%s', async (intent, turns) => {
    expect(await intentWith(...turns)).toBe(intent)
  })
})
