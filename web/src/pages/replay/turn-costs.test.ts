import { expect, test } from 'vitest'
import { call, event, point, prompt } from './lines-for-tests.ts'
import { turnCosts } from './turn-costs.ts'

const edits = [
  { path: '/a', operation: 'update', added: 3, removed: 1 },
  { path: '/b', operation: 'update', added: 1, removed: 0 },
]

test('a prompt led to all that happened until the next one of a human', () => {
  const lines = [
    prompt('a', 0),
    call('b', 1, { edits, editedFiles: 2 }),
    prompt('notice', 2, false),
    call('c', 3, { status: 'error', durationMs: 30_000, edits: edits.slice(0, 1) }),
    event('d', 9, 'turn-duration'),
    prompt('e', 10),
  ]
  const points = [point(1, 1000), point(3, 3000, { costUsd: null }), point(10, 500)]
  const costs = turnCosts(lines, points)
  expect([...costs.keys()]).toEqual(['a', 'e'])
  expect(costs.get('a')).toEqual({
    ms: 3.5 * 60_000,
    calls: 2,
    failed: 1,
    files: 2,
    added: 7,
    removed: 2,
    contextTokens: 3000,
    outputTokens: 20,
    costUsd: 0.5,
    atLeast: true,
  })
  expect(costs.get('e')).toMatchObject({ ms: 0, calls: 0, contextTokens: 500, atLeast: false })
})

test('of a subagent its task is the prompt', () => {
  expect(turnCosts([prompt('task', 0, false), call('b', 1)], []).get('task')).toMatchObject({ calls: 1 })
})

test('what a prompt led to stays the same object while nothing is added to it', () => {
  const lines = [prompt('a', 0), call('b', 1), prompt('c', 2)]
  const before = turnCosts(lines, [])
  const after = turnCosts([...lines, call('d', 3)], [], before)
  expect(after.get('a')).toBe(before.get('a'))
  expect(after.get('c')).not.toEqual(before.get('c'))
})
