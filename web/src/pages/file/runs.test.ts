import { expect, test } from 'vitest'
import { linesFrom, linesInWords, rowsOf, runAt, runsOf } from './runs.ts'

const line = (origin: number | null, writer = 0) => ({ origin, writer })

test('lines of one origin and one writer that follow each other are a run; of which nothing is known, too', () => {
  const runs = runsOf([line(0), line(0), line(0, 1), line(null, 2), line(null, 2), line(0)])
  expect(runs).toEqual([
    { first: 0, count: 2, origin: 0, writer: 0 },
    { first: 2, count: 1, origin: 0, writer: 1 },
    { first: 3, count: 2, origin: null, writer: 2 },
    { first: 5, count: 1, origin: 0, writer: 0 },
  ])
  expect([0, 1, 2, 4, 5].map((at) => runAt(runs, at))).toEqual([0, 0, 1, 2, 3])
  expect(runsOf([])).toEqual([])
})

test('over each run stands its origin where there is no room beside it', () => {
  const runs = runsOf([line(0), line(0), line(1)])
  expect(rowsOf(runs, false).map(({ kind }) => kind)).toEqual(['line', 'line', 'line'])
  expect(rowsOf(runs, true).map((row) => (row.kind === 'head' ? `over ${row.run}` : row.line))).toEqual([
    'over 0',
    0,
    1,
    'over 1',
    2,
  ])
})

test('lines of an address are read as they are written, whichever end comes first', () => {
  expect(linesFrom('20-12')).toEqual({ from: 12, to: 20 })
  for (const text of ['7', '12-20']) expect(linesInWords(linesFrom(text)!)).toBe(text)
  expect(linesFrom(undefined)).toBeUndefined()
})
