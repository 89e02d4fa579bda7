import { expect, test } from 'vitest'
import { keptWhole } from './value.ts'

test('a value that is kept whole is itself where every JSON can hold it', () => {
  const value = { query: 'brass', deep: [{ count: 1e300 }] }
  expect(keptWhole(value, 4)).toBe(value)
})

test('a number that no double holds is kept as a text', () => {
  const value = JSON.parse('{"query": -1e999, "deep": [1, [1e999]]}')
  expect(keptWhole(value, 4)).toEqual({ query: '-Infinity', deep: [1, ['Infinity']] })
  expect(value.query).toBe(Number.NEGATIVE_INFINITY)
})

test('what nests too deep is left out', () => {
  expect(keptWhole([[[]]], 3)).toEqual([[[]]])
  expect(keptWhole([[[Number.POSITIVE_INFINITY]]], 2)).toEqual({ leftOut: 'nests too deep' })
})
