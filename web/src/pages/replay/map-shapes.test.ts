import { expect, test } from 'vitest'
import { contextAtPixels, markedPixels, rowAtPixel } from './map-shapes.ts'
import type { Line } from './outline.ts'
import { rowsOf } from './rows.ts'

const at = (second: number) => new Date(Date.UTC(2026, 1, 9) + second * 1000).toISOString()

const commit = (index: number): Line => ({
  kind: 'commit',
  id: `c${index}`,
  at: at(index),
  position: 0,
  sha: 'abc1234',
  branch: 'main',
  subject: 'x',
  commit: null,
  rewritten: null,
})

const rows = rowsOf(
  's',
  Array.from({ length: 20_000 }, (_, index) => commit(index)),
  new Map(),
  { talkOnly: false, timezone: 'UTC' },
)

test('however long the session, no more is drawn than the map is high', () => {
  expect(markedPixels(rows, 500).get('commit')).toHaveLength(500)
  expect(markedPixels(rows, 500).get('failure')).toEqual([])
})

test('how full the context was stands where it was so, as a part of the fullest', () => {
  const point = (second: number, contextTokens: number) => ({
    at: at(second),
    position: 0,
    model: null,
    contextTokens,
    outputTokens: 1,
    costUsd: null,
    lowerBound: false,
  })
  const pixels = contextAtPixels(rows, [point(0, 50), point(9_999, 100), point(9_998, 20), point(19_999, 25)], 100)
  expect([pixels[0], pixels[10], pixels[49], pixels[60], pixels[99]]).toEqual([0.5, 0.5, 1, 0.2, 0.25])
  expect(contextAtPixels(rows, [], 3)).toEqual([undefined, undefined, undefined])
})

test('a mark near the pointer is meant, and the later kind of two', () => {
  const call = (index: number, failed: boolean): Line => ({
    kind: 'toolCall',
    id: `t${index}`,
    at: at(index),
    position: 0,
    tool: 'Bash',
    action: 'run',
    target: null,
    status: failed ? 'error' : 'ok',
    exitCode: null,
    durationMs: null,
    userModified: false,
    edits: [],
    editedFiles: 0,
    subagent: null,
  })
  const lines = Array.from({ length: 1000 }, (_, index) => call(index, index === 507))
  const marked = rowsOf('m', lines, new Map(), { talkOnly: false, timezone: 'UTC' })
  expect(rowAtPixel(marked, 50, 100)).toBe(507)
  expect(rowAtPixel(marked, 20, 100)).toBe(200)
  expect([rowAtPixel(marked, -5, 100), rowAtPixel(marked, 400, 100), rowAtPixel([], 3, 100)]).toEqual([0, 999, 0])
})
