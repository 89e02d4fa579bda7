import type { Client } from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, pricer } from '../../../test/support/derive.ts'
import {
  checkoutFact,
  commitFact,
  editFact,
  minute,
  printedFact,
  repositoryFact,
  sessionFact,
  usageFact,
} from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import { openWorkspace } from '../workspace.ts'
import type { AnswerContext } from './answer.ts'
import { session } from './session.ts'
import { sessionEntries } from './session-entries.ts'
import { sessionOutline } from './session-outline.ts'

const contextOf = (client: Client): AnswerContext => ({
  client,
  pricer,
  now: minute(10_000),
  workspace: openWorkspace({ timezone: 'UTC' }, { HOME: '/nowhere', MAESTRO_HOME: '/nowhere/data' }),
})

const of = 'claude-code:s'
const place = (at: number, position = 0) => ({ session: of, at: minute(at), position })

const turn = (id: string, at: number, text = `Do ${id}`): RecordOf<'turn'> => ({
  kind: 'turn',
  id,
  ...place(at),
  origin: 'typed',
  text,
  human: true,
})

const answer = (id: string, at: number): RecordOf<'message'> => ({
  kind: 'message',
  id,
  ...place(at, 1),
  form: 'answer',
  model: 'claude-opus-4-6',
  text: `Said ${id}`,
})

const call = (id: string, at: number): RecordOf<'toolCall'> => ({
  kind: 'toolCall',
  id,
  ...place(at, 2),
  tool: 'Bash',
  action: 'run',
  target: 'npm test',
  input: { command: 'npm test' },
})

const result = (id: string, at: number): RecordOf<'toolResult'> => ({
  kind: 'toolResult',
  id,
  ...place(at, 3),
  status: 'error',
  exitCode: 1,
  durationMs: 7,
  output: 'no',
  outputBytes: 2,
})

const story = (length: number): AnyRecord[] => [
  sessionFact('s', { endedAt: minute(length) }),
  ...Array.from({ length }, (_, index): AnyRecord[] => [
    turn(`t${index}`, index >> 1),
    answer(`m${index}`, index >> 1),
    call(`c${index}`, index),
    result(`c${index}`, index + 1),
    usageFact('s', `u${index}`, minute(index), { inputTokens: index }),
    { kind: 'sessionEvent', id: `e${index}`, ...place(index, 5), type: 'plan', details: { step: 'proposed' } },
  ]).flat(),
  printedFact('s', 'abc1234', minute(3)),
]

const pages = async (context: AnswerContext, limit: number, asOf?: string) => {
  const items = []
  const points = []
  let cursor: string | undefined
  do {
    const page = await sessionOutline.run(context, { id: of, limit, cursor, asOf, timezone: undefined })
    expect(page.items.length + page.context.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    points.push(...page.context)
    cursor = page.next ?? undefined
  } while (cursor)
  return { items, points }
}

test('pages of any size are the whole, in the order in which the entries are answered', async () => {
  await using fresh = await freshDatabase()
  const context = contextOf(fresh.client)
  await writeRecords(fresh.client, story(12))
  await deriveMarked(fresh.client)
  const whole = await pages(context, 5000)
  expect(whole.items).toHaveLength(12 * 4 + 1)
  expect(whole.points.map(({ contextTokens }) => contextTokens)).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1023),
  )
  for (const limit of [1, 2, 7, 60, 61]) expect(await pages(context, limit)).toEqual(whole)
  const { items } = await sessionEntries.run(context, {
    id: of,
    limit: 1000,
    ids: undefined,
    cursor: undefined,
    asOf: undefined,
    timezone: undefined,
  })
  expect(whole.items.filter(({ kind }) => kind !== 'commit').map(({ kind, id }) => `${kind} ${id}`)).toEqual(
    items.map(({ kind, id }) => `${kind} ${id}`),
  )
})

test('a line tells how a call ended, what it changed and whom it started, as far as that was known', async () => {
  await using fresh = await freshDatabase()
  const context = contextOf(fresh.client)
  await writeRecords(fresh.client, [
    sessionFact('s'),
    sessionFact('s/agent', {
      parent: of,
      parentCall: 'c',
      subagentTask: 'Look',
      startedAt: minute(3),
      endedAt: minute(9),
    }),
    turn('t', 0, '\u{1f600}'.repeat(500)),
    call('c', 1),
    result('c', 5),
    { ...editFact('s', 'c#0', '/home/ana/a.ts'), call: 'c', at: minute(5) },
    { kind: 'sessionEvent', id: 'e', ...place(6), type: 'plan', details: { step: 'proposed', plan: 'x'.repeat(999) } },
  ])
  await deriveMarked(fresh.client)
  const [prompt, called, plan] = (await pages(context, 10)).items
  expect(prompt).toMatchObject({ kind: 'turn', text: '\u{1f600}'.repeat(400) })
  expect(called).toMatchObject({
    kind: 'toolCall',
    status: 'error',
    exitCode: 1,
    durationMs: 7,
    edits: [{ path: '/home/ana/a.ts', operation: 'update', added: 1, removed: 0 }],
    editedFiles: 1,
    subagent: 'claude-code:s/agent',
  })
  expect(plan).toMatchObject({ kind: 'event', details: { plan: 'x'.repeat(400) } })

  const early = await pages(context, 10, new Date(minute(2)).toISOString())
  expect(early.items.at(-1)).toMatchObject({ kind: 'toolCall', status: null, edits: [], subagent: null })

  const head = (at?: number) =>
    session.run(context, {
      id: of,
      asOf: at === undefined ? undefined : new Date(minute(at)).toISOString(),
      timezone: undefined,
    })
  const started = new Date(minute(3)).toISOString()
  expect((await head()).subagents).toMatchObject([
    { parentCall: 'c', startedAt: started, endedAt: new Date(minute(9)).toISOString() },
  ])
  expect((await head(4)).subagents).toMatchObject([{ parentCall: 'c', startedAt: started, endedAt: null }])
  expect((await head(2)).subagents).toEqual([])
})

test('lines are told without the texts that lie compressed', async () => {
  await using fresh = await freshDatabase()
  const context = contextOf(fresh.client)
  await writeRecords(fresh.client, story(5))
  const before = await pages(context, 100)
  await fresh.client.query('delete from text_chunk')
  expect(await pages(context, 100)).toEqual(before)
})

test('entries are answered by their ids, also where an id has a comma in it', async () => {
  await using fresh = await freshDatabase()
  const context = contextOf(fresh.client)
  await writeRecords(fresh.client, [...story(6), turn('a,b%2C', 2, 'odd')])
  const ask = (ids: string, limit = 200, cursor?: string) =>
    sessionEntries.run(context, sessionEntries.parameters.parse({ id: of, ids, limit, cursor }))
  const { items, next } = await ask('m3,c2,t1,a%2Cb%252C,nothing')
  expect(items.map(({ id }) => id)).toEqual(['t1', 'm3', 'a,b%2C', 'c2'])
  expect(items.at(-1)).toMatchObject({ input: { command: 'npm test' }, result: { output: 'no' } })
  expect(next).toBeNull()
  const first = await ask('m3,c2', 1)
  expect([...first.items, ...(await ask('m3,c2', 1, first.next!)).items].map(({ id }) => id)).toEqual(['m3', 'c2'])
  expect(sessionEntries.parameters.safeParse({ id: of, ids: 'x,'.repeat(200) }).success).toBe(false)
})

test('a commit that git named is told by its full id, or by what an amend or a rebase made of it', async () => {
  await using fresh = await freshDatabase()
  const context = contextOf(fresh.client)
  const written = { subject: 'Rebased', authoredAt: minute(10), committedAt: minute(300) }
  await writeRecords(fresh.client, [
    sessionFact('s', { cwd: '/home/ana/shop' }),
    repositoryFact('r'),
    repositoryFact('other'),
    checkoutFact('r', '/home/ana/shop'),
    printedFact('s', 'abc1234', minute(2)),
    { ...printedFact('s', 'dddd111', minute(10)), subject: 'Rebased' },
    { ...printedFact('s', 'eeee111', minute(11)), subject: 'Dropped' },
    commitFact('r', 'abc1234'),
    commitFact('r', '9999', written),
    commitFact('r', '8888', { ...written, subject: 'Dropped', authoredAt: minute(90) }),
    commitFact('other', '7777', { ...written, subject: 'Dropped', authoredAt: minute(11) }),
  ])
  await deriveMarked(fresh.client)
  const fates = async (asOf?: string) =>
    (await pages(context, 100, asOf)).items.flatMap((of) =>
      of.kind === 'commit' ? [[of.sha, of.commit, of.rewritten]] : [],
    )
  const known = ['abc1234', 'abc1234'.padEnd(40, '0'), null]
  expect(await fates()).toEqual([known, ['dddd111', null, '9999'.padEnd(40, '0')], ['eeee111', null, null]])
  expect(await fates(new Date(minute(200)).toISOString())).toEqual([
    known,
    ['dddd111', null, null],
    ['eeee111', null, null],
  ])
})

test('what an answer took is told with how full the context was, and of a call how long it took', async () => {
  await using fresh = await freshDatabase()
  const context = contextOf(fresh.client)
  const untimed = { ...result('c', 5), durationMs: undefined, userModified: true }
  await writeRecords(fresh.client, [
    sessionFact('s'),
    { ...turn('t', 0), images: 2, mode: 'plan' },
    call('c', 1),
    untimed as AnyRecord,
    usageFact('s', 'known', minute(2)),
    usageFact('s', 'unknown', minute(3), { model: 'nobody-knows', lowerBound: true }),
  ])
  await deriveMarked(fresh.client)
  const { items, points } = await pages(context, 100)
  expect(items[0]).toMatchObject({ images: 2, mode: 'plan' })
  expect(items[1]).toMatchObject({ durationMs: 4 * 60_000, userModified: true })
  expect(points).toMatchObject([
    { contextTokens: 1123, costUsd: expect.any(Number), lowerBound: false },
    { costUsd: null, lowerBound: true },
  ])
  expect(points[0]!.costUsd).toBeGreaterThan(0)
})

test('a subagent says what started it, and what stands at the top', async () => {
  await using fresh = await freshDatabase()
  const context = contextOf(fresh.client)
  await writeRecords(fresh.client, [
    sessionFact('s'),
    sessionFact('s/1', { parent: of, parentCall: 'c', subagentType: 'Explore', subagentTask: 'Look' }),
    sessionFact('s/2', { parent: 'claude-code:s/1' }),
  ])
  await deriveMarked(fresh.client)
  const startedBy = async (id: string) =>
    (await session.run(context, { id, asOf: undefined, timezone: undefined })).startedBy
  expect(await startedBy(of)).toBeNull()
  expect(await startedBy('claude-code:s/1')).toEqual({
    session: of,
    call: 'c',
    root: of,
    type: 'Explore',
    task: 'Look',
  })
  expect(await startedBy('claude-code:s/2')).toMatchObject({ session: 'claude-code:s/1', call: null, root: of })
})
