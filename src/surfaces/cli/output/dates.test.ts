import { describe, expect, test } from 'vitest'
import { dateAndTime, dayName, timeOfDay } from './dates.ts'

const at = Date.parse('2026-03-29T00:30:00Z')

describe('dates', () => {
  test.each([
    ['UTC', '2026-03-29 00:30', 'Sun 29 Mar', '00:30'],
    ['Europe/Berlin', '2026-03-29 01:30', 'Sun 29 Mar', '01:30'],
    ['America/New_York', '2026-03-28 20:30', 'Sat 28 Mar', '20:30'],
    ['Asia/Kathmandu', '2026-03-29 06:15', 'Sun 29 Mar', '06:15'],
    ['Pacific/Kiritimati', '2026-03-29 14:30', 'Sun 29 Mar', '14:30'],
  ])('in %s', (timezone, whole, day, time) => {
    expect(dateAndTime(at, timezone)).toBe(whole)
    expect(dayName(at, timezone, at)).toBe(day)
    expect(timeOfDay(at, timezone)).toBe(time)
  })

  test('midnight is no 24 o’clock', () => {
    const midnight = Date.parse('2026-03-29T00:00:00Z')
    expect(timeOfDay(midnight, 'UTC')).toBe('00:00')
    expect(dateAndTime(midnight, 'UTC')).toBe('2026-03-29 00:00')
  })

  test('an hour that the clock skips or repeats is told as the clock shows it', () => {
    expect(timeOfDay(Date.parse('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toBe('03:00')
    expect(timeOfDay(Date.parse('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('02:30')
    expect(timeOfDay(Date.parse('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('02:30')
  })

  test('a day of another year, as the time zone has it, names the year', () => {
    const newYear = Date.parse('2025-12-31T23:30:00Z')
    expect(dayName(newYear, 'UTC', at)).toBe('Wed 31 Dec 2025')
    expect(dayName(newYear, 'Europe/Berlin', at)).toBe('Thu 1 Jan')
  })
})
