import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Maestro } from './support/maestro.ts'
import { named, type World, writeWorld } from './support/sample-world.ts'

const keys = ['agent', 'model', 'day', 'week', 'month', 'session', 'repo', 'person'] as const
const tokens = ['inputTokens', 'cacheCreationTokens', 'cacheReadTokens', 'outputTokens', 'reasoningTokens'] as const
const beside = ['costUsd', 'knownCostUsd', 'messages', 'unpricedMessages', 'lowerBoundMessages']

type Row = Record<(typeof tokens)[number], number> &
  Partial<Record<(typeof keys)[number], string>> & { costUsd: number }

const maestro = new Maestro()
const usage = (...words: string[]): Promise<Row[]> => maestro.json<Row[]>('usage', '--no-sync', ...words)
const sumsOf = (rows: readonly Row[]) =>
  Object.fromEntries(tokens.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]))
const costOf = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + row.costUsd, 0)

let world: World
let total: Record<string, number>
let cost: number

beforeAll(async () => {
  world = await writeWorld(maestro)
  await maestro.print('sync', ...named(world))
  const rows = await usage('--by', 'agent')
  total = sumsOf(rows)
  cost = costOf(rows)
})

afterAll(() => maestro[Symbol.asyncDispose]())

const groupings = [
  ...keys.map((key) => [key]),
  ['agent', 'month'],
  ['model', 'session'],
  ['day', 'repo'],
  ['week', 'person'],
] as const

test.concurrent.each(groupings.map((by) => [by.join(','), by] as const))('by %s', async (written, by) => {
  const rows = await usage('--by', written)
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    expect(Object.keys(row)).toEqual([...by, ...tokens, ...beside])
    for (const key of by) expect(row[key]).toEqual(expect.stringMatching(/./))
    for (const name of tokens) expect(Number.isSafeInteger(row[name]) && row[name] >= 0).toBe(true)
    expect(row.costUsd).toEqual(expect.any(Number))
    expect(row.reasoningTokens).toBeLessThanOrEqual(row.outputTokens)
  }
  expect(new Set(rows.map((row) => JSON.stringify(by.map((key) => row[key])))).size).toBe(rows.length)
  expect(sumsOf(rows)).toEqual(total)
  expect(costOf(rows)).toBeCloseTo(cost, 6)
})

test('names agents, people, repositories, days, weeks and months as promised', async () => {
  const rows = await usage('--by', 'agent,person,repo,day,week,month')
  expect(new Set(rows.map((row) => row.agent))).toEqual(new Set(['claude-code', 'codex']))
  expect(world.homes.map((home) => home.split('/').at(-1))).toEqual(
    expect.arrayContaining(rows.map((row) => row.person!.split(' ')[0]!.toLowerCase())),
  )
  expect(new Set(rows.map((row) => row.repo))).toEqual(
    new Set(world.repositories.map((path) => `tarnwick-pay/${path.split('/').at(-1)}`)),
  )
  for (const { day, week, month } of rows) {
    expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(month).toBe(day!.slice(0, 7))
    const weekday = new Date(`${week}T00:00:00Z`).getUTCDay()
    const days = (Date.parse(day!) - Date.parse(week!)) / 86_400_000
    expect({ weekday, inWeek: days >= 0 && days < 7 }).toEqual({ weekday: 1, inWeek: true })
  }
})

describe('periods', () => {
  let days: Row[]
  beforeAll(async () => {
    days = await usage('--by', 'day')
  })

  test('since and until a day contain that day', async () => {
    const middle = days[Math.floor(days.length / 2)]!
    expect(await usage('--since', middle.day!, '--until', middle.day!)).toEqual([middle])
    const until = await usage('--until', middle.day!)
    const since = await usage('--since', middle.day!)
    expect(until).toEqual(days.filter((row) => row.day! <= middle.day!))
    expect(since).toEqual(days.filter((row) => row.day! >= middle.day!))
  })

  test('since a month', async () => {
    const month = days.at(-1)!.day!.slice(0, 7)
    expect(await usage('--since', month)).toEqual(days.filter((row) => row.day!.startsWith(month)))
  })

  test('instants within a day cut it in two that add up to it', async () => {
    const middle = days[Math.floor(days.length / 2)]!
    const noon = `${middle.day}T12:07:31Z`
    const before = await usage('--by', 'agent', '--since', middle.day!, '--until', noon)
    const after = await usage('--by', 'agent', '--since', noon, '--until', middle.day!)
    expect(sumsOf([...before, ...after])).toEqual(sumsOf([middle]))
  })

  test('as of an instant, nothing later is known', async () => {
    const middle = days[Math.floor(days.length / 2)]!.day!
    const known = `${middle}T00:00:00Z`
    expect(await usage('--as-of', known)).toEqual(days.filter((row) => row.day! < middle))
    const sessions = await maestro.json<{ startedAt: string; endedAt: string }[]>(
      'sessions',
      '--no-sync',
      '--limit',
      '1000',
      '--as-of',
      known,
    )
    expect(sessions.length).toBeGreaterThan(0)
    for (const { startedAt, endedAt } of sessions) {
      expect(Date.parse(startedAt)).toBeLessThan(Date.parse(known))
      expect(Date.parse(endedAt)).toBeLessThanOrEqual(Date.parse(known))
    }
    const commits = await maestro.json<{ committedAt: string }[]>(
      'commits',
      '--no-sync',
      '--limit',
      '1000',
      '--as-of',
      known,
    )
    expect(commits.length).toBeGreaterThan(0)
    for (const commit of commits) expect(Date.parse(commit.committedAt)).toBeLessThan(Date.parse(known))
  })

  test('days begin in the time zone', async () => {
    const far = await usage('--by', 'day', '--timezone', 'Pacific/Kiritimati')
    expect(sumsOf(far)).toEqual(total)
    expect(far.map(({ day, inputTokens }) => [day, inputTokens])).not.toEqual(
      days.map(({ day, inputTokens }) => [day, inputTokens]),
    )
    const middle = far[Math.floor(far.length / 2)]!
    const start = Date.parse(`${middle.day}T00:00:00+14:00`)
    const instants = ['--since', new Date(start).toISOString(), '--until', new Date(start + 86_400_000).toISOString()]
    expect(sumsOf(await usage('--by', 'agent', ...instants))).toEqual(sumsOf([middle]))
  })
})

test('limit keeps the last rows, in JSON too', async () => {
  const days = await usage()
  expect(await usage('--limit', '2')).toEqual(days.slice(-2))
  const lines = (await maestro.print('usage', '--no-sync', '--limit', '2')).trimEnd().split('\n')
  expect(lines.slice(1, 3).map((line) => line.slice(0, 10))).toEqual(days.slice(-2).map((row) => row.day))
  expect(lines[3]).toContain(`--limit ${days.length} shows all`)
})

test('a key named twice counts once', async () => {
  expect(await usage('--by', 'agent, agent')).toEqual(await usage('--by', 'agent'))
})

test('two commands at once answer the same', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => maestro.run('usage', '--by', 'model', '--json')))
  expect(answers.map(({ status }) => status)).toEqual([0, 0, 0])
  expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1)
})
