import { expect, test } from 'vitest'
import { paceOf } from './pace.ts'

test('what costs more comes more rarely, within limits', () => {
  const pace = paceOf(0.005, 1_000, 600_000)
  expect(pace.interval).toBe(1_000)
  pace.note(1)
  expect(pace.interval).toBe(1_000)
  pace.note(50)
  expect(pace.interval).toBe(10_000)
  pace.note(60_000)
  expect(pace.interval).toBe(600_000)
  pace.note(0)
  expect(pace.interval).toBe(1_000)
})
