import { expect, test } from 'vitest'
import { shiftOf } from './use-steady.ts'

const place = (key: string, start: number) => ({ key, start, end: start + 10 })

test('lines moved by as much as most of them did, whichever went elsewhere', () => {
  const before = [place('a', 0), place('b', 10), place('c', 20), place('gone', 30)]
  const now = new Map([
    ['b', 0],
    ['a', 30],
    ['c', 30],
  ])
  expect(shiftOf(before, (key) => now.get(key))).toBe(10)
  expect(shiftOf([], () => 1)).toBe(0)
  expect(shiftOf(before, () => undefined)).toBe(0)
})
