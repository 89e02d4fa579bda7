import { expect, test } from 'vitest'
import { createCalendar, gitZone } from './calendar.ts'

const now = Date.UTC(2026, 10, 18, 14, 30)

test('day 0 is the newest whole working day, weekends are left out', () => {
  const calendar = createCalendar(now)
  expect(new Date(calendar.at(0, 9, 'UTC')).toISOString()).toBe('2026-11-17T09:00:00.000Z')
  expect(new Date(calendar.at(2, 9, 'UTC')).toISOString()).toBe('2026-11-13T09:00:00.000Z')
})

test('hours are those of the zone, on either side of a change of the clocks', () => {
  const calendar = createCalendar(now)
  expect(new Date(calendar.at(0, 9.5, 'Europe/Lisbon')).toISOString()).toBe('2026-11-17T09:30:00.000Z')
  expect(new Date(calendar.at(0, 9.5, 'Asia/Kolkata')).toISOString()).toBe('2026-11-17T04:00:00.000Z')
  expect(gitZone('Europe/Berlin', Date.UTC(2026, 9, 20))).toBe('+0200')
  expect(gitZone('Europe/Berlin', Date.UTC(2026, 9, 28))).toBe('+0100')
  expect(gitZone('America/Bogota', now)).toBe('-0500')
})

test('one Monday about three weeks ago is a holiday', () => {
  const calendar = createCalendar(now)
  const days = Array.from({ length: 25 }, (_, day) => new Date(calendar.at(day, 12, 'UTC')).toISOString().slice(0, 10))
  expect(days).not.toContain('2026-10-26')
  expect(days).toContain('2026-10-27')
  expect(new Set(days).size).toBe(25)
})

test('what falls on a night or a weekend is done when people are back', () => {
  const calendar = createCalendar(now)
  const back = new Date(calendar.atWork(Date.UTC(2026, 10, 13, 22), 'UTC'))
  expect(back.getUTCDay()).toBe(1)
  expect(back.getUTCHours()).toBeGreaterThanOrEqual(8)
})
