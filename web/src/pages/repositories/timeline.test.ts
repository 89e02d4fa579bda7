import { expect, test } from 'vitest'
import { type Day, lanesOf, shareOf } from './timeline.ts'

const day = { startsAt: '2026-02-09T00:00:00.000Z', endsAt: '2026-02-10T00:00:00.000Z' }

const dayWith = (...times: readonly (readonly [from: string, until: string])[]): Day =>
  ({
    ...day,
    sessions: times.map(([from, until], index) => ({
      id: String(index),
      from: `2026-02-09T${from}:00.000Z`,
      until: `2026-02-09T${until}:00.000Z`,
    })),
  }) as unknown as Day

test('sessions that overlap lie in different lanes, and a lane is used again once it is free', () => {
  const lanes = lanesOf(dayWith(['06:00', '12:00'], ['07:00', '08:00'], ['08:00', '09:00'], ['11:00', '18:00']))
  expect(lanes.map(({ lane }) => lane)).toEqual([0, 1, 1, 1])
  expect(lanes[0]).toMatchObject({ from: 0.25, until: 0.5 })
})

test('a session of an instant is seen', () => {
  const [stretch] = lanesOf(dayWith(['06:00', '06:00']))
  expect(stretch!.until - stretch!.from).toBeGreaterThan(0.003)
})

test('what lies outside of a day lies at its ends, and days may be longer than others', () => {
  expect(shareOf(day, '2026-02-08T23:00:00.000Z')).toBe(0)
  expect(shareOf(day, '2026-02-11T00:00:00.000Z')).toBe(1)
  expect(shareOf({ ...day, endsAt: '2026-02-10T01:00:00.000Z' }, '2026-02-09T12:30:00.000Z')).toBe(0.5)
})
