import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { MaestroError } from '../../model/errors.ts'
import { checkPeriod, endOf, type PeriodRequest, periodOf, withinPeriod } from './period.ts'

let data: TestDatabase
beforeAll(async () => {
  data = await freshDatabase()
})
afterAll(() => data[Symbol.asyncDispose]())

const now = Date.parse('2026-03-15T12:00:00Z')
const at = (instant: string) => Date.parse(instant)
const ask = (request: Partial<PeriodRequest>) => periodOf(data.client, { timezone: 'UTC', ...request }, now)
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString())

describe('since', () => {
  test.each([
    ['2026-02-09', 'UTC', '2026-02-09T00:00:00Z'],
    ['2026-02', 'UTC', '2026-02-01T00:00:00Z'],
    ['today', 'UTC', '2026-03-15T00:00:00Z'],
    ['Yesterday', 'UTC', '2026-03-14T00:00:00Z'],
    ['7d', 'UTC', '2026-03-08T12:00:00Z'],
    ['2 weeks', 'UTC', '2026-03-01T12:00:00Z'],
    ['3m', 'UTC', '2025-12-15T12:00:00Z'],
    ['1y', 'UTC', '2025-03-15T12:00:00Z'],
    ['2026-02-09T14:30', 'UTC', '2026-02-09T14:30:00Z'],
    ['2026-02-09 14:30:15.5', 'UTC', '2026-02-09T14:30:15.5Z'],
    ['2026-02-09T14:30Z', 'Europe/Berlin', '2026-02-09T14:30:00Z'],
    ['2026-02-09T14:30+05:45', 'UTC', '2026-02-09T08:45:00Z'],
    ['  2026-02-09 ', 'UTC', '2026-02-09T00:00:00Z'],
    ['2026-02-09', 'Europe/Berlin', '2026-02-08T23:00:00Z'],
    ['2026-02-09', 'Asia/Kathmandu', '2026-02-08T18:15:00Z'],
    ['2026-02-09', 'America/St_Johns', '2026-02-09T03:30:00Z'],
    ['2026-02-09', 'Pacific/Kiritimati', '2026-02-08T10:00:00Z'],
    ['2024-02-29', 'UTC', '2024-02-29T00:00:00Z'],
    ['today', 'Pacific/Kiritimati', '2026-03-15T10:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2025-10-26', 'Europe/Berlin', '2025-10-25T22:00:00Z'],
    ['2025-10-27', 'Europe/Berlin', '2025-10-26T23:00:00Z'],
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00Z'],
  ])('%s in %s begins at %s', async (since, timezone, begin) => {
    expect(iso((await ask({ since, timezone })).since)).toBe(iso(at(begin)))
  })
})

describe('until', () => {
  test.each([
    ['2026-02-09', 'UTC', '2026-02-10T00:00:00Z'],
    ['2026-02', 'UTC', '2026-03-01T00:00:00Z'],
    ['2025-12', 'Asia/Kathmandu', '2025-12-31T18:15:00Z'],
    ['yesterday', 'UTC', '2026-03-15T00:00:00Z'],
    ['today', 'Europe/Berlin', '2026-03-15T23:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2025-10-26', 'Europe/Berlin', '2025-10-26T23:00:00Z'],
    ['2026-02-09T14:30', 'UTC', '2026-02-09T14:30:00Z'],
  ])('%s in %s ends before %s', async (until, timezone, end) => {
    expect(iso((await ask({ until, timezone })).until)).toBe(iso(at(end)))
  })
})

test('a day in Berlin has 23 hours in spring and 25 in autumn', async () => {
  const hours = async (day: string) => {
    const { since, until } = await ask({ since: day, until: day, timezone: 'Europe/Berlin' })
    return (until! - since!) / 3_600_000
  }
  expect([await hours('2026-03-29'), await hours('2025-10-26'), await hours('2026-01-01')]).toEqual([23, 25, 24])
})

test('seven days ago is the same time of day, also over a change of the clock', async () => {
  const before = at('2026-04-01T10:00:00Z')
  const { since } = await periodOf(data.client, { since: '7d', timezone: 'Europe/Berlin' }, before)
  expect(iso(since)).toBe('2026-03-25T11:00:00.000Z')
})

test('what is relative counts back from the day as of which is asked', async () => {
  const period = await ask({ since: '7d', asOf: '2026-02-10' })
  expect([iso(period.since), iso(period.asOf)]).toEqual(['2026-02-04T00:00:00.000Z', '2026-02-11T00:00:00.000Z'])
})

test('without any bound a period is open', async () => {
  expect(await ask({})).toEqual({ timezone: 'UTC' })
  expect(withinPeriod('at', { timezone: 'UTC' }, 1)).toEqual({ sql: 'true', values: [] })
})

test('a period ends with what was known', () => {
  expect(endOf({ timezone: 'UTC', until: 5, asOf: 3 })).toBe(3)
  expect(endOf({ timezone: 'UTC', until: 2, asOf: 3 })).toBe(2)
  expect(withinPeriod('at', { timezone: 'UTC', since: 1, until: 5, asOf: 3 }, 4)).toEqual({
    sql: 'at >= $4 and at < $5',
    values: [new Date(1), new Date(3)],
  })
})

test.each([
  '2026-02-30',
  '2026-13',
  '2026-00-10',
  '2025-02-29',
  '26-02-09',
  'last week',
  '7',
  'd',
  '7x',
  '-7d',
  '99999d',
  '9999y',
  '2026-02-09T25:00',
  '2026-02-09T14:61',
  '',
  ' ',
  "2026-02-09'; drop table turn; --",
  '２０２６-０２-０９',
  'infinity',
  'now',
])('%j is refused, with a sentence on what can be given', async (value) => {
  for (const option of ['since', 'until', 'asOf'] as const) {
    const error = await ask({ [option]: value }).catch((caught: unknown) => caught)
    expect(MaestroError.isInstance(error), `${option} ${value}`).toBe(true)
    expect(error).toMatchObject({ code: 'usage', next: expect.stringContaining('2026-02-09') })
  }
  expect(await ask({ since: '2026-02-09' })).toHaveProperty('since')
})

test.each(['2026-02-30', '2026-13', '2025-02-29', 'last week', '', '２０２６-０２-０９'])(
  '%j is refused without asking the database',
  (value) => {
    for (const option of ['since', 'until', 'asOf'] as const)
      expect(() => checkPeriod({ [option]: value, timezone: 'UTC' })).toThrow(/is no date/)
    expect(() => checkPeriod({ since: '2026-02-28', until: '2024-02', asOf: '7d', timezone: 'UTC' })).not.toThrow()
    expect(() => checkPeriod({ timezone: 'Europe/Nowhere' })).toThrow(/is no time zone/)
  },
)

test.each(['Europe/Nowhere', 'CESTX', '', '+05:45', '-03', 'UTC+2', '2'])(
  'the time zone %j is refused, with a sentence on what can be given',
  async (timezone) => {
    const error = await ask({ timezone, since: '2026-02-09' }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'usage', next: expect.stringContaining('IANA') })
  },
)
