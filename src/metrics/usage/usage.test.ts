import fc from 'fast-check'
import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, pricer } from '../../../test/support/derive.ts'
import { minute, sessionFact, usageFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import type { Period } from '../../store/questions/period.ts'
import { type UsageDimension, type UsageRow, usageBy, usageDimensions } from '../../store/questions/usage-by.ts'
import { costUsd } from './cost-usd.ts'
import { cutSlots } from './derive-usage-slots.ts'

type Usage = RecordOf<'usage'>

const ask = async (
  client: Client,
  by: readonly UsageDimension[],
  period: Partial<Period> = {},
): Promise<UsageRow[]> => {
  const whole = { timezone: 'UTC', ...period }
  return usageBy(client, by, whole, await cutSlots(client, whole, pricer))
}

const summed = (usages: readonly Usage[]) => ({
  messages: usages.length,
  inputTokens: usages.reduce((sum, usage) => sum + usage.inputTokens, 0),
  cacheCreationTokens: usages.reduce(
    (sum, usage) => sum + usage.cacheCreation5mTokens + usage.cacheCreation1hTokens,
    0,
  ),
  cacheReadTokens: usages.reduce((sum, usage) => sum + usage.cacheReadTokens, 0),
  outputTokens: usages.reduce((sum, usage) => sum + usage.outputTokens, 0),
  reasoningTokens: usages.reduce((sum, usage) => sum + usage.reasoningTokens, 0),
  lowerBoundMessages: usages.filter((usage) => usage.lowerBound).length,
})

const added = (rows: readonly UsageRow[]) => {
  const total = {
    messages: 0,
    inputTokens: 0,
    cacheCreationTokens: 0,
    cacheReadTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    lowerBoundMessages: 0,
  }
  for (const row of rows) for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += row[key]
  return total
}

const names = ['one', 'two', 'two/sub']
const sessions: AnyRecord[] = [
  sessionFact('one', { cwd: '/home/ana/shop' }),
  sessionFact('two', { cwd: '/home/ben/bank' }),
  sessionFact('two/sub', { parent: 'claude-code:two' }),
]

const usages: fc.Arbitrary<Usage[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom(...names),
      at: fc.integer({ min: 0, max: 3 * 24 * 3600 }).map((second) => minute(0) + second * 1000),
      model: fc.constantFrom('claude-opus-4-6', 'gpt-5.4', 'a model that nobody sells', undefined),
      inputTokens: fc.nat(100_000),
      outputTokens: fc.nat(100_000),
      cacheReadTokens: fc.nat(1_000_000),
      lowerBound: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) =>
    drawn.map(({ name, at, model, ...tokens }, index) => {
      const { model: _usual, ...fact } = usageFact(name, `m${index}`, at, tokens)
      return model === undefined ? fact : { ...fact, model }
    }),
  )

const instant = fc.option(
  fc.integer({ min: -3600, max: 3 * 24 * 3600 }).map((second) => minute(0) + second * 1000),
  { nil: undefined },
)

test('usage adds up to its records, grouped by anything, in any period', async () => {
  await using data = await freshDatabase()
  await fc.assert(
    fc.asyncProperty(
      usages,
      fc.subarray([...usageDimensions]),
      fc.record({ since: instant, until: instant, asOf: instant, timezone: fc.constantFrom('UTC', 'Asia/Kathmandu') }),
      async (drawn, by, { since, until, asOf, timezone }) => {
        await data.client.query('truncate session, usage, usage_slot, session_summary, session_place, dirty')
        await writeRecords(data.client, [...sessions, ...drawn])
        await deriveMarked(data.client)
        const period = {
          timezone,
          ...(since === undefined ? {} : { since }),
          ...(until === undefined ? {} : { until }),
          ...(asOf === undefined ? {} : { asOf }),
        }
        const within = drawn.filter(
          ({ at }) => at >= (since ?? 0) && at < Math.min(until ?? Number.MAX_VALUE, asOf ?? Number.MAX_VALUE),
        )
        expect(added(await ask(data.client, by, period))).toEqual(summed(within))
      },
    ),
    { numRuns: 25 },
  )
})

describe('usage', () => {
  const given = async (client: Client, ...facts: AnyRecord[]) => {
    await writeRecords(client, [...sessions, ...facts])
    await deriveMarked(client)
  }

  test('of days is that of the days of the time zone', async () => {
    await using data = await freshDatabase()
    const at = (instant: string) => Date.parse(instant)
    await given(
      data.client,
      usageFact('one', 'a', at('2026-03-28T22:59:59Z')),
      usageFact('one', 'b', at('2026-03-28T23:00:00Z')),
      usageFact('one', 'c', at('2026-03-29T21:59:59Z')),
      usageFact('one', 'd', at('2026-03-29T22:00:00Z')),
      usageFact('one', 'e', at('2026-03-29T18:14:59Z')),
      usageFact('one', 'f', at('2026-03-29T18:15:00Z')),
    )
    const days = async (timezone: string) =>
      (await ask(data.client, ['day'], { timezone })).map(({ keys, messages }) => `${keys.day} ${messages}`)
    expect(await days('Europe/Berlin')).toEqual(['2026-03-28 1', '2026-03-29 4', '2026-03-30 1'])
    expect(await days('Asia/Kathmandu')).toEqual(['2026-03-29 3', '2026-03-30 3'])
    expect(await days('UTC')).toEqual(['2026-03-28 2', '2026-03-29 4'])
  })

  test('without a known price has no cost, and never a cost of zero', async () => {
    await using data = await freshDatabase()
    const { model: _model, ...nameless } = usageFact('one', 'c', minute(3))
    await given(
      data.client,
      usageFact('one', 'a', minute(1), { model: 'claude-opus-4-6' }),
      usageFact('one', 'b', minute(2), { model: 'a model that nobody sells' }),
      nameless,
    )
    const rows = await ask(data.client, ['model'])
    expect(rows.map((row) => [row.keys.model, row.unpricedMessages, costUsd(row)])).toEqual([
      ['a model that nobody sells', 1, null],
      ['claude-opus-4-6', 0, expect.toSatisfy((cost) => cost > 0)],
      ['unknown', 1, null],
    ])
    const [total] = await ask(data.client, [])
    expect(total).toMatchObject({ messages: 3, unpricedMessages: 2, cost: rows[1]!.cost })
  })

  test('of a period in which nothing was used has no row', async () => {
    await using data = await freshDatabase()
    await given(data.client, usageFact('one', 'a', minute(1)))
    expect(await ask(data.client, [], { until: minute(0) })).toEqual([])
    expect(await ask(data.client, ['day'], { since: minute(60) })).toEqual([])
  })

  test('of subagents counts with the session, the repository and the person that they work for', async () => {
    await using data = await freshDatabase()
    await given(
      data.client,
      usageFact('two', 'a', minute(1)),
      usageFact('two/sub', 'b', minute(2)),
      usageFact('one', 'c', minute(3)),
    )
    const rows = await ask(data.client, ['session', 'person'])
    expect(rows.map((row) => [row.keys.session, row.keys.person, row.messages])).toEqual([
      ['one', 'ana', 1],
      ['two', 'ben', 2],
    ])
  })

  test('cut in the middle of a slot is what was used up to there', async () => {
    await using data = await freshDatabase()
    await given(data.client, ...[1, 4, 7, 12, 20].map((at) => usageFact('one', `m${at}`, minute(at))))
    const messages = async (period: Partial<Period>) => (await ask(data.client, [], period))[0]?.messages ?? 0
    expect(await messages({ since: minute(4) })).toBe(4)
    expect(await messages({ since: minute(4) + 1 })).toBe(3)
    expect(await messages({ asOf: minute(7) })).toBe(2)
    expect(await messages({ since: minute(2), until: minute(8) })).toBe(2)
    expect(await messages({ since: minute(2), asOf: minute(21) })).toBe(4)
    expect(await messages({ since: minute(15), until: minute(30) })).toBe(1)
  })

  test('of a message that several logs hold counts once, for the session that has it first', async () => {
    await using data = await freshDatabase()
    await given(data.client, usageFact('two', 'same', minute(5)))
    expect((await ask(data.client, ['session'])).map((row) => row.keys.session)).toEqual(['two'])
    await given(data.client, usageFact('one', 'same', minute(1)))
    expect((await ask(data.client, ['session'])).map((row) => [row.keys.session, row.messages])).toEqual([['one', 1]])
  })
})
