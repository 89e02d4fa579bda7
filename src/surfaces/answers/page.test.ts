import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, pricer } from '../../../test/support/derive.ts'
import { commitFact, minute, repositoryFact, sessionFact, usageFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import { openWorkspace } from '../workspace.ts'
import type { Answer, AnswerContext } from './answer.ts'
import { commits } from './commits.ts'
import { pullRequests } from './pull-requests.ts'
import { sessionEntries } from './session-entries.ts'
import { sessions } from './sessions.ts'
import { sources } from './sources.ts'
import { usage } from './usage.ts'

const contextOf = (client: Client, now = minute(10_000)): AnswerContext => ({
  client,
  pricer,
  now,
  workspace: openWorkspace({ timezone: 'UTC' }, { HOME: '/nowhere', MAESTRO_HOME: '/nowhere/data' }),
})

const turn = (session: string, id: string, at: number, text = `Do ${id}`): RecordOf<'turn'> => ({
  kind: 'turn',
  id,
  session: `claude-code:${session}`,
  at,
  position: 0,
  origin: 'typed',
  text,
  human: true,
})

const workedIn = (name: string, at: number): AnyRecord[] => [
  sessionFact(name, { startedAt: at, endedAt: at }),
  turn(name, `${name}-turn`, at),
  usageFact(name, `${name}-usage`, at),
]

const pull = (number: number, at: number): RecordOf<'pullRequest'> => ({
  kind: 'pullRequest',
  repository: 'r',
  number,
  source: 'merge-commit',
  inferred: true,
  title: `Pull ${number}`,
  sha: `${number}`.padEnd(40, '0'),
  at,
})

interface List {
  readonly answer: Answer
  readonly parameters?: Record<string, string>
  /** What is there at first, and what is added while it is read. */
  readonly first: (index: number) => AnyRecord[]
  readonly added: (index: number) => AnyRecord[]
  readonly name: (item: Record<string, unknown>) => unknown
}

const lists: Readonly<Record<string, List>> = {
  sessions: {
    answer: sessions as never,
    first: (index) => workedIn(`first-${index}`, minute(index >> 1)),
    added: (index) => workedIn(`added-${index}`, minute(index * 5 - 20)),
    name: ({ id }) => id,
  },
  'usage by session': {
    answer: usage as never,
    parameters: { by: 'session' },
    first: (index) => workedIn(`first-${index}`, minute(index)),
    added: (index) => workedIn(`${index % 2 ? 'a' : 'z'}-${index}`, minute(index)),
    name: ({ session }) => session,
  },
  commits: {
    answer: commits as never,
    first: (index) => [commitFact('r', `f${index}x`, { committedAt: minute(index >> 1), subject: `first-${index}` })],
    added: (index) => [
      commitFact('r', `a${index}x`, { committedAt: minute(index * 5 - 20), subject: `added-${index}` }),
    ],
    name: ({ subject }) => subject,
  },
  'pull requests': {
    answer: pullRequests as never,
    first: (index) => [pull(index + 1, minute(index >> 1))],
    added: (index) => [pull(1000 + index, minute(index * 5 - 20))],
    name: ({ number }) => number,
  },
  'entries of a session': {
    answer: sessionEntries as never,
    parameters: { id: 'one' },
    first: (index) => [turn('one', `first-${index}`, minute(index >> 1))],
    added: (index) => [turn('one', `added-${index}`, minute(index * 5 - 20))],
    name: ({ id }) => id,
  },
}

describe('page by page', () => {
  test.each(Object.entries(lists))('%s come each once, whatever is added meanwhile', async (_, list) => {
    await using data = await freshDatabase()
    await writeRecords(data.client, [repositoryFact('r'), sessionFact('one')])
    const records = Array.from({ length: 30 }, (_, index) => list.first(index))
    await writeRecords(data.client, records.flat())
    await deriveMarked(data.client)
    const page = async (cursor: string | null) =>
      (await list.answer.run(
        contextOf(data.client),
        list.answer.parameters.parse({ ...list.parameters, limit: 4, ...(cursor === null ? {} : { cursor }) }),
      )) as { items: Record<string, unknown>[]; next: string | null }
    const whole = await list.answer.run(
      contextOf(data.client),
      list.answer.parameters.parse({ ...list.parameters, limit: 500 }),
    )
    const wanted = (whole as { items: Record<string, unknown>[] }).items.map(list.name)
    expect(wanted.length).toBeGreaterThanOrEqual(30)
    const met: unknown[] = []
    let next: string | null = null
    let pages = 0
    do {
      const read = await page(next)
      met.push(...read.items.map(list.name))
      next = read.next
      await writeRecords(data.client, list.added(pages++))
      await deriveMarked(data.client)
    } while (next !== null)
    expect(pages).toBeGreaterThan(7)
    expect(new Set(met).size).toBe(met.length)
    expect(met.filter((name) => wanted.includes(name))).toEqual(wanted)
  })

  test('relative dates count from when the first page was asked', async () => {
    await using data = await freshDatabase()
    await writeRecords(
      data.client,
      Array.from({ length: 6 }, (_, index) => workedIn(`s${index}`, minute(index))).flat(),
    )
    await deriveMarked(data.client)
    const ask = async (now: number, cursor?: string) =>
      sessions.run(contextOf(data.client, now), sessions.parameters.parse({ since: '1d', limit: 3, cursor }))
    const first = await ask(minute(24 * 60))
    const second = await ask(minute(24 * 60 + 3), first.next!)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['s5', 's4', 's3', 's2', 's1', 's0'])
  })

  test('of a list that lies still the cursor does too', async () => {
    await using data = await freshDatabase()
    await writeRecords(data.client, [...workedIn('a', minute(0)), ...workedIn('b', minute(1))])
    await deriveMarked(data.client)
    const next = async (now: number) =>
      (await sessions.run(contextOf(data.client, now), sessions.parameters.parse({ since: '2020-01', limit: 1 }))).next
    expect(await next(minute(1))).toBe(await next(minute(2)))
  })

  test('entries with long texts make short pages, and none is left out', async () => {
    await using data = await freshDatabase()
    const long = (id: string) => turn('one', id, minute(Number(id)), `${id} ${'word '.repeat(900_000)}`)
    await writeRecords(data.client, [sessionFact('one')], ...['1', '2', '3'].map((id) => [long(id)]))
    const lengths: number[] = []
    const met: string[] = []
    let cursor: string | undefined
    do {
      const { items, next } = await sessionEntries.run(
        contextOf(data.client),
        sessionEntries.parameters.parse({ id: 'one', cursor }),
      )
      lengths.push(items.length)
      met.push(...items.map(({ id }) => id))
      cursor = next ?? undefined
    } while (cursor)
    expect(met).toEqual(['1', '2', '3'])
    expect(Math.max(...lengths)).toBeLessThan(3)
  })

  test('an empty list has no next page', async () => {
    await using data = await freshDatabase()
    for (const answer of [sessions, commits, pullRequests, usage, sources] as unknown as Answer[])
      expect(await answer.run(contextOf(data.client), answer.parameters.parse({}))).toEqual({ items: [], next: null })
  })
})
