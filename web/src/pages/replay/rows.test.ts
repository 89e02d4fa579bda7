import { expect, test } from 'vitest'
import { call, event, prompt } from './lines-for-tests.ts'
import type { Line } from './outline.ts'
import { nextRow, rowsOf, targets } from './rows.ts'

const whole = { talkOnly: false, timezone: 'UTC' }

const shown = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) => (row.kind === 'line' ? `${row.depth} ${row.line.id}` : `${row.depth} (${row.kind})`))

test('a long pause is told, bookkeeping is not', () => {
  const rows = rowsOf(
    's',
    [prompt('a', 0), event('x', 9, 'turn-duration'), call('b', 10), call('c', 19)],
    new Map(),
    whole,
  )
  expect(shown(rows)).toEqual(['0 a', '0 (gap)', '0 b', '0 c'])
  expect(rows[1]).toMatchObject({ kind: 'gap', ms: 600_000 })
})

test('an open subagent stands below the call that started it, and one within it below its own', () => {
  const lines = [call('a', 0, { subagent: 's/1' }), call('z', 1)]
  const inner = [call('b', 0, { subagent: 's/2' })]
  expect(shown(rowsOf('s', lines, new Map(), whole))).toEqual(['0 a', '0 z'])
  expect(shown(rowsOf('s', lines, new Map([['s/1', undefined]]), whole))).toEqual(['0 a', '1 (waiting)', '0 z'])
  const opened = new Map<string, Line[]>([
    ['s/1', inner],
    ['s/2', [prompt('c', 0, false)]],
  ])
  expect(shown(rowsOf('s', lines, opened, whole))).toEqual(['0 a', '1 b', '2 c', '0 z'])
})

test('sessions that name each other as subagents come to an end', () => {
  const lines = [call('a', 0, { subagent: 's' })]
  const rows = rowsOf('s', lines, new Map([['s', lines]]), whole)
  expect(rows).toHaveLength(7)
})

test('jumps find the next prompt, edit or failure in both directions, over pauses', () => {
  const rows = rowsOf(
    's',
    [
      prompt('a', 0),
      call('b', 1, { status: 'error' }),
      prompt('n', 2, false),
      call('c', 30, { editedFiles: 1 }),
      event('d', 31, 'interruption'),
      prompt('e', 32),
    ],
    new Map(),
    whole,
  )
  const go = (from: number, step: 1 | -1, kind: keyof typeof targets) => {
    const row = rows[nextRow(rows, from, step, targets[kind])]
    return row?.kind === 'line' ? row.line.id : undefined
  }
  expect([go(-1, 1, 'prompt'), go(0, 1, 'prompt'), go(6, 1, 'prompt')]).toEqual(['a', 'e', undefined])
  expect([go(0, 1, 'failure'), go(1, 1, 'failure'), go(rows.length, -1, 'failure')]).toEqual(['b', 'd', 'd'])
  expect([go(0, 1, 'edit'), go(rows.length, -1, 'edit')]).toEqual(['c', 'c'])
})

test('another day is told, in the time zone of the installation', () => {
  const lines = [prompt('a', 11 * 60 + 50), call('b', 11 * 60 + 58), call('c', 12 * 60 + 3)]
  const days = (timezone: string) =>
    rowsOf('s', lines, new Map(), { talkOnly: false, timezone }).map((row) => row.kind === 'gap' && row.newDay)
  expect(days('UTC')).toEqual([false, false, true, false])
  expect(days('Europe/Berlin')).toEqual([false, false, false])
})

test('the conversation alone says how many tool calls it leaves out, and how many of them failed', () => {
  const lines = [
    prompt('a', 0),
    call('b', 1),
    event('m', 2, 'model'),
    call('c', 3, { status: 'error' }),
    event('i', 4, 'interruption'),
    call('d', 5),
  ]
  const rows = rowsOf('s', lines, new Map(), { talkOnly: true, timezone: 'UTC' })
  expect(shown(rows)).toEqual(['0 a', '0 (left)', '0 i', '0 (left)'])
  expect(rows[1]).toMatchObject({ calls: 2, failed: 1, first: 'b' })
})

test('lines that are still the same keep their rows, whatever comes after them', () => {
  const lines = [prompt('a', 0), call('b', 1)]
  const before = rowsOf('s', lines, new Map(), whole)
  const after = rowsOf('s', [...lines, call('c', 2)], new Map(), whole)
  expect([after[0], after[1]].map((row, index) => row === before[index])).toEqual([true, true])
  expect(rowsOf('t', lines, new Map(), whole, 1)[0]).toMatchObject({ session: 't', depth: 1 })
})
