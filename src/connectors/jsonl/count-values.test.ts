import { expect, test } from 'vitest'
import { countValues } from './count-values.ts'

test('counts values by the signs between them, and none in texts', () => {
  const count = (value: unknown) => countValues(Buffer.from(JSON.stringify(value)), 1000)
  expect(count('[{,:"\\" [')).toBe(0)
  expect(count([1, 2, 3])).toBe(3)
  expect(count({ 'a,\\': ['x"[', '\\'], b: {} })).toBe(5)
  expect(countValues(Buffer.from('[['.repeat(1000)), 1000)).toBe(1000)
  expect(countValues(Buffer.from('["never ends'), 1000)).toBe(1)
})
