import { expect, test } from 'vitest'
import { call, commit, prompt } from './lines-for-tests.ts'
import { rowsOf } from './rows.ts'
import { matchesOf } from './use-find.ts'

const whole = { talkOnly: false, timezone: 'UTC' }
const lines = [prompt('a', 0), call('b', 1, { subagent: 's/1' }), commit('b', 2), call('c', 30)]
const inner = [call('d', 1), call('e', 1)]

test('places are the rows of their entries, pauses between them or not', () => {
  const rows = rowsOf('s', lines, new Map(), whole)
  const places = [
    { kind: 'commit', id: 'b', session: 'claude-code:s' },
    { kind: 'toolCall', id: 'c', session: 'claude-code:s' },
  ] as const
  expect(matchesOf(places, rows)).toEqual([2, 4])
})

test('what stands in a folded subagent is found at the call that started it, then where it is', () => {
  const places = [{ kind: 'toolCall', id: 'e', session: 's/1' }] as const
  expect(matchesOf(places, rowsOf('s', lines, new Map(), whole))).toEqual([1])
  expect(matchesOf(places, rowsOf('s', lines, new Map([['s/1', inner]]), whole))).toEqual([3])
})
