import { describe, expect, test } from 'vitest'
import { daysOf, stretchesOf, stretchLabel, stretchOf } from './stretches.ts'

test('columns are days, weeks or months, so that they can be told apart', () => {
  expect(stretchOf({ since: '2026-02-09', until: '2026-02-15' })).toBe('day')
  expect(stretchOf({ since: '2026-01-01', until: '2026-03-31' })).toBe('week')
  expect(stretchOf({ since: '2020-01-01', until: '2026-03-31' })).toBe('month')
  expect(stretchOf({})).toBe('week')
})

describe('the stretches of a period', () => {
  test('are all there, also where nothing was', () => {
    expect(stretchesOf({ since: '2026-02-27', until: '2026-03-02' }, 'day', [])).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ])
    expect(stretchesOf({ since: '2026-02-11', until: '2026-02-16' }, 'week', [])).toEqual(['2026-02-09', '2026-02-16'])
    expect(stretchesOf({ since: '2025-11-30', until: '2026-01-01' }, 'month', [])).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
    ])
  })

  test('go from the first to the last known one where the period has no ends', () => {
    expect(stretchesOf({}, 'week', ['2026-02-16', '2026-02-02'])).toEqual(['2026-02-02', '2026-02-09', '2026-02-16'])
    expect(stretchesOf({}, 'week', [])).toEqual([])
  })

  test('are bounded: of a log that claims to be from 1970, only what has something is shown', () => {
    expect(stretchesOf({}, 'week', ['1970-01-05', '2026-02-02'])).toEqual(['1970-01-05', '2026-02-02'])
  })

  test('name the days of the period that they hold', () => {
    expect(daysOf('2026-02-09', 'week', { since: '2026-02-11' })).toEqual({ since: '2026-02-11', until: '2026-02-15' })
    expect(daysOf('2026-02', 'month', { until: '2026-02-20' })).toEqual({ since: '2026-02-01', until: '2026-02-20' })
    expect(daysOf('2025-12', 'month', {})).toEqual({ since: '2025-12-01', until: '2025-12-31' })
  })

  test('are called as people call them', () => {
    expect(stretchLabel('2026-02-09', 'day', '2026-03-01')).toBe('Mon 9 Feb')
    expect(stretchLabel('2026-02-09', 'week', '2027-03-01')).toBe('week of 9 Feb 2026')
    expect(stretchLabel('2026-02', 'month', '2026-03-01')).toBe('Feb 2026')
  })
})
