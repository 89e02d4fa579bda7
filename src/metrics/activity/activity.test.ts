import fc from 'fast-check'
import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import { editFact, minute, sessionFact, usageFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import {
  type ActivityDimension,
  type ActivityRow,
  activityBy,
  activityDimensions,
} from '../../store/questions/activity-by.ts'
import type { Period } from '../../store/questions/period.ts'
import { summaryColumns, summarySql } from '../../store/questions/summary-sql.ts'

const utc = { timezone: 'UTC' }

const turnFact = (name: string, id: string, at: number, human = true): RecordOf<'turn'> => ({
  kind: 'turn',
  id,
  session: `claude-code:${name}`,
  at,
  position: 0,
  origin: human ? 'typed' : 'agent',
  text: 'Mend it',
  human,
})

const messageFact = (name: string, id: string, at: number): RecordOf<'message'> => ({
  kind: 'message',
  id,
  session: `claude-code:${name}`,
  at,
  position: 0,
  form: 'answer',
  text: 'Done',
})

const callFact = (
  name: string,
  id: string,
  at: number,
  action: RecordOf<'toolCall'>['action'] = 'run',
): RecordOf<'toolCall'> => ({
  kind: 'toolCall',
  id,
  session: `claude-code:${name}`,
  at,
  position: 0,
  tool: 'Bash',
  action,
  input: '{}',
})

const resultFact = (
  name: string,
  id: string,
  at: number,
  status: RecordOf<'toolResult'>['status'] = 'ok',
): RecordOf<'toolResult'> => ({
  kind: 'toolResult',
  id,
  session: `claude-code:${name}`,
  at,
  position: 0,
  status,
  outputBytes: 0,
})

const eventFact = (
  name: string,
  id: string,
  at: number,
  type: RecordOf<'sessionEvent'>['type'],
): RecordOf<'sessionEvent'> => ({
  kind: 'sessionEvent',
  id,
  session: `claude-code:${name}`,
  at,
  position: 0,
  type,
  details: {},
})

const sessions: AnyRecord[] = [
  sessionFact('one', { cwd: '/home/ana/shop' }),
  sessionFact('two', { cwd: '/home/ben/bank', home: '/home/ben' }),
  sessionFact('two/sub', { parent: 'claude-code:two' }),
]

const names = ['one', 'two', 'two/sub']
const actions = ['read', 'run', 'edit'] as const
const types = ['interruption', 'rejection', 'compaction', 'model'] as const

const facts: fc.Arbitrary<AnyRecord[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom(...names),
      at: fc.integer({ min: 0, max: 3 * 24 * 3600 }).map((second) => minute(0) + second * 1000),
      what: fc.nat(5),
      flag: fc.boolean(),
      action: fc.constantFrom(...actions),
      type: fc.constantFrom(...types),
      call: fc.nat(40),
      lines: fc.nat(100),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((drawn) =>
    drawn.map(({ name, at, what, flag, action, type, call, lines }, index): AnyRecord => {
      if (what === 0) return turnFact(name, `t${index}`, at, flag)
      if (what === 1) return messageFact(name, `m${index}`, at)
      if (what === 2) return callFact(name, `c${index}`, at, action)
      if (what === 3) return resultFact(name, `c${call}`, at, flag ? 'error' : 'ok')
      if (what === 4) return eventFact(name, `e${index}`, at, type)
      return { ...editFact(name, `d${index}`, '/home/ana/shop/a.ts'), at, call: `c${call}`, added: lines, removed: 1 }
    }),
  )

const figures = [
  'prompts',
  'toolCalls',
  'toolErrors',
  'interruptions',
  'rejections',
  'compactions',
  'edits',
  'added',
  'removed',
  'activeMs',
] as const

const added = (rows: readonly ActivityRow[]) =>
  Object.fromEntries(figures.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]))

const columnOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The sums of what each session was, as it was known then. */
const summed = async (client: Client, asOf?: number): Promise<Record<string, number>> => {
  const from =
    asOf === undefined
      ? 'session_summary'
      : `(${summarySql("coalesce((select array_agg(id) from session), '{}')", '$1::timestamptz')}) summary (${summaryColumns.join(', ')})`
  const { rows } = await client.query(
    `select ${figures.map((name) => `coalesce(sum(${columnOf(name)}), 0)::bigint as "${name}"`).join(', ')} from ${from}`,
    asOf === undefined ? [] : [new Date(asOf)],
  )
  return rows[0]
}

const instant = fc.option(
  fc.integer({ min: -3600, max: 3 * 24 * 3600 }).map((second) => minute(0) + second * 1000),
  { nil: undefined },
)

const given = async (client: Client, ...more: AnyRecord[]) => {
  await writeRecords(client, [...sessions, ...more])
  await deriveMarked(client)
}

const ask = (client: Client, by: readonly ActivityDimension[], period: Partial<Period> = {}) =>
  activityBy(client, by, { ...utc, ...period })

test('activity adds up to what sessions were, grouped by anything, as of any instant and over any split of time', async () => {
  await using data = await freshDatabase()
  await fc.assert(
    fc.asyncProperty(facts, fc.subarray([...activityDimensions]), instant, instant, async (drawn, by, asOf, split) => {
      await data.client.query(
        `truncate session, turn, message, tool_call, tool_result, edit, session_event, usage_slot, activity_slot,
           session_summary, session_place, dirty`,
      )
      await given(data.client, ...drawn)
      const known = asOf === undefined ? {} : { asOf }
      const expected = await summed(data.client, asOf)
      expect(added(await ask(data.client, by, known))).toEqual(expected)
      if (split === undefined) return
      const before = await ask(data.client, by, { ...known, until: split })
      const after = await ask(data.client, by, { ...known, since: split })
      expect(added([...before, ...after])).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

describe('activity', () => {
  test('counts time when the event that ends it happens, however long nothing did', async () => {
    await using data = await freshDatabase()
    await given(
      data.client,
      messageFact('one', 'm0', minute(0)),
      turnFact('one', 't1', minute(1)),
      messageFact('one', 'm1', minute(3)),
      callFact('one', 'c1', minute(14)),
      resultFact('one', 'c1', minute(16)),
      turnFact('one', 't2', minute(20)),
      messageFact('one', 'm2', minute(20) + 40 * 365 * 86_400_000),
    )
    const years = 40 * 365 * 86_400_000
    expect((await ask(data.client, ['day'])).map(({ keys, activeMs }) => [keys.day, activeMs])).toEqual([
      ['2026-02-09', 15 * 60_000],
      ['2066-01-30', years],
    ])
    const [known] = await ask(data.client, [], { asOf: minute(15) })
    expect(known?.activeMs).toBe(13 * 60_000)
    const { rows } = await data.client.query('select count(*)::int as slots from activity_slot')
    expect(rows[0].slots).toBeLessThan(8)
  })

  test('by action says what calls did, which of them failed and which lines they wrote', async () => {
    await using data = await freshDatabase()
    await given(
      data.client,
      turnFact('one', 't', minute(0)),
      callFact('one', 'c1', minute(1), 'read'),
      resultFact('one', 'c1', minute(2), 'error'),
      callFact('one', 'c2', minute(3), 'edit'),
      { ...editFact('one', 'd', '/home/ana/shop/a.ts'), at: minute(3), call: 'c2', added: 7, removed: 2 },
      { ...editFact('two', 'd2', '/home/ben/bank/a.ts'), at: minute(3), call: 'gone', added: 5 },
      eventFact('one', 'e', minute(4), 'interruption'),
    )
    const rows = await ask(data.client, ['action'])
    expect(
      rows.map((row) => [
        row.keys.action,
        row.sessions,
        row.prompts,
        row.toolCalls,
        row.toolErrors,
        row.edits,
        row.added,
      ]),
    ).toEqual([
      ['edit', 1, 0, 1, 0, 1, 7],
      ['none', 1, 1, 0, 0, 1, 5],
      ['read', 1, 0, 1, 1, 0, 0],
    ])
    expect(rows[1]?.interruptions).toBe(1)
  })

  test('counts a session once, with its subagents, where somebody asked something or a tool was called', async () => {
    await using data = await freshDatabase()
    await given(
      data.client,
      turnFact('two', 't', minute(0)),
      callFact('two/sub', 'c', minute(40)),
      turnFact('two/sub', 's', minute(39), false),
      messageFact('one', 'm', minute(5)),
      eventFact('one', 'e', minute(5), 'compaction'),
    )
    const counted = async (by: ActivityDimension[], filter = {}, period = {}) =>
      (await activityBy(data.client, by, { ...utc, ...period }, filter)).map(({ keys, sessions }) => [
        ...Object.values(keys),
        sessions,
      ])
    expect(await counted([])).toEqual([[1]])
    expect(await counted(['person'])).toEqual([
      ['ana', 0],
      ['ben', 1],
    ])
    expect(await counted([], {}, { since: minute(30) })).toEqual([[1]])
    expect(await counted([], {}, { since: minute(10), until: minute(20) })).toEqual([])
    expect(await counted([], { person: 'Ben' })).toEqual([[1]])
    expect(await counted([], { agent: 'codex' })).toEqual([])
  })

  test('follows what a session becomes, and what is computed afresh is the same', async () => {
    await using data = await freshDatabase()
    await given(data.client, turnFact('one', 't', minute(0)), callFact('one', 'c', minute(1)))
    await given(data.client, usageFact('one', 'u', minute(2)), resultFact('one', 'c', minute(2), 'error'))
    expect(await ask(data.client, [])).toMatchObject([{ toolCalls: 1, toolErrors: 1, activeMs: 120_000 }])
    await given(data.client, turnFact('one', 't2', minute(1) + 1))
    expect(await ask(data.client, [])).toMatchObject([{ prompts: 2, activeMs: 60_000 + 59_999 }])
  })
})
