import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as printedDates from '../../../src/surfaces/cli/output/dates.ts'
import * as printedFigures from '../../../src/surfaces/cli/output/figures.ts'
import * as printed from '../../../src/surfaces/cli/output/visible.ts'
import * as dates from './dates.ts'
import * as figures from './format.ts'
import { visible, visibleLine } from './visible.ts'

const numbers = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e12, noNaN: true }))

test('pages say figures, days and hostile text as the command line prints them', () => {
  fc.assert(
    fc.property(numbers, fc.boolean(), (value, incomplete) => {
      expect(figures.short(value)).toBe(printedFigures.short(value))
      expect(figures.count(value)).toBe(printedFigures.count(value))
      expect(figures.dollars(value, incomplete)).toBe(printedFigures.dollars(value, incomplete))
      expect(figures.duration(value)).toBe(printedFigures.duration(value))
      expect(figures.percent(value)).toBe(printedFigures.percent(value))
      expect(figures.bytes(value)).toBe(printedFigures.bytes(value))
    }),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('\u202e', '\u200b', '\u001b', '👩', '\u200d', '💻', 'a', ' ', '\n', '\r', '\ufeff'),
    }),
  )
  fc.assert(
    fc.property(text, (value) => {
      expect(visible(value)).toBe(printed.visible(value))
      expect(visibleLine(value)).toBe(printed.visibleLine(value))
    }),
  )
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }), (date) => {
      const at = date.getTime()
      expect(dates.dayName(at, 'Asia/Kathmandu', 1e12)).toBe(printedDates.dayName(at, 'Asia/Kathmandu', 1e12))
      expect(dates.timeOfDay(at, 'UTC')).toBe(printedDates.timeOfDay(at, 'UTC'))
    }),
  )
})

test('instants are said as in talk', () => {
  const now = Date.parse('2026-03-05T12:00:00Z')
  const said = (iso: string, zone = 'UTC') => dates.relative(Date.parse(iso), zone, now)
  expect(said('2026-03-05T11:59:30Z')).toBe('just now')
  expect(said('2026-03-05T11:15:00Z')).toBe('45 min ago')
  expect(said('2026-03-05T02:00:00Z')).toBe('10 h ago')
  expect(said('2026-03-04T23:30:00Z')).toBe('yesterday 23:30')
  expect(said('2026-03-04T23:30:00Z', 'Europe/Berlin')).toBe('12 h ago')
  expect(said('2026-03-01T10:00:00Z')).toBe('Sun 1 Mar')
  expect(said('2025-12-31T10:00:00Z')).toBe('Wed 31 Dec 2025')
  expect(said('2026-03-06T10:00:00Z')).toBe('Fri 6 Mar')
  expect(dates.exactly(now, 'Europe/Berlin')).toBe('Thursday 5 March 2026, 13:00:00 (Europe/Berlin)')
})
