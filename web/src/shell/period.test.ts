import { describe, expect, test } from 'vitest'
import { lengthOf, periodOf } from './period.ts'

const today = '2026-03-05'
const lately = { today, week: { since: '2026-02-27', until: today, current: true } }
const longAgo = { today, week: { since: '2025-12-29', until: '2026-01-04', current: false } }

describe('a period', () => {
  test.each([
    [{ period: 'today' }, '2026-03-05', '2026-03-05', 'Today', '2026-03-04', '2026-03-04', 'the day before'],
    [{ period: 'week' }, '2026-03-02', '2026-03-05', 'This week', '2026-02-26', '2026-03-01', 'the four days before'],
    [{ period: '7d' }, '2026-02-27', '2026-03-05', 'Last 7 days', '2026-02-20', '2026-02-26', 'the seven days before'],
    [{ period: '30d' }, '2026-02-04', today, 'Last 30 days', '2026-01-05', '2026-02-03', 'the 30 days before'],
    [{}, '2026-02-27', '2026-03-05', 'Last 7 days', '2026-02-20', '2026-02-26', 'the seven days before'],
    [
      { period: 'custom', since: '2026-02-28', until: '2026-03-01' },
      '2026-02-28',
      '2026-03-01',
      '28 Feb to 1 Mar',
      '2026-02-26',
      '2026-02-27',
      'the two days before',
    ],
  ] as const)('%o has its days, and as many before them', (search, since, until, label, first, last, before) => {
    const period = periodOf(search, lately)
    expect(period).toEqual({ since, until, label, before: { since: first, until: last, label: before } })
    expect(lengthOf(first, last)).toBe(lengthOf(since, until))
  })

  test('on a Sunday belongs to the week that began on Monday', () => {
    expect(periodOf({ period: 'week' }, { today: '2026-03-01', week: null })).toMatchObject({ since: '2026-02-23' })
  })

  test('that is not named is the latest week with anything in it', () => {
    expect(periodOf({}, longAgo)).toMatchObject({
      since: '2025-12-29',
      until: '2026-01-04',
      label: '29 Dec 2025 to 4 Jan',
    })
    expect(periodOf({}, { today, week: null })).toMatchObject({ since: '2026-02-27', until: today })
  })

  test('of all time has no days', () => {
    expect(periodOf({ period: 'all' }, lately)).toEqual({ label: 'All time' })
  })

  test('of own days may be written the wrong way round, or half', () => {
    const days = { since: '2026-03-01', until: '2026-02-28' }
    expect(periodOf({ period: 'custom', ...days }, lately)).toMatchObject({ since: '2026-02-28', until: '2026-03-01' })
    expect(periodOf({ period: 'custom', since: '2026-03-01' }, lately)).toMatchObject({ until: today })
    expect(periodOf({ period: 'custom' }, lately)).toEqual(periodOf({}, lately))
  })
})
