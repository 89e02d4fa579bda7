import { expect, test } from 'vitest'
import { Report } from './report.ts'

test('counts names that every object has from its birth like any other', () => {
  const report = new Report()
  for (const name of ['constructor', '__proto__', 'toString', 'constructor']) report.version(name)
  const { versions } = report.take(1)
  expect(Object.entries(versions)).toEqual([
    ['constructor', 2],
    ['__proto__', 1],
    ['toString', 1],
  ])
  expect(Object.entries(report.take(1).versions)).toEqual([])
})

test('counts the rest as one, where a log names more than anybody reads, and cuts long names', () => {
  const report = new Report()
  for (let number = 0; number < 10_000; number++) report.unknown(`type:${number}`)
  report.skipped('x'.repeat(100_000))
  const { unknown, skipped } = report.take(1)
  expect(Object.keys(unknown)).toHaveLength(501)
  expect(unknown.others).toBe(9_500)
  expect(Object.keys(skipped)[0]!.length).toBeLessThan(300)
})
