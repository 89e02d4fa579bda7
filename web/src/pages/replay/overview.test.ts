import { expect, test } from 'vitest'
import { call, commit, event, point, prompt } from './lines-for-tests.ts'
import { overviewOf } from './overview.ts'

test('a session is summed up by files, kinds of work, and what took longest', () => {
  const edited = (path: string, added: number) => [{ path, operation: 'update', added, removed: 1 }]
  const pullRequest = { number: 7, repository: 'acme/shop', url: 'x' }
  const overview = overviewOf(
    [
      prompt('a', 0),
      call('b', 1, { durationMs: 60_000, status: 'error' }),
      call('c', 2, { action: 'edit', edits: edited('/a', 1) }),
      call('d', 3, { action: 'edit', edits: edited('/b', 9), durationMs: 400 }),
      call('e', 4, { action: 'edit', edits: edited('/a', 2) }),
      call('f', 5, { durationMs: 9_000, subagent: 's/1', action: 'delegate' }),
      commit('g', 6),
      event('h', 7, 'pr-link', pullRequest),
      event('i', 8, 'pr-link', pullRequest),
      event('j', 9, 'compaction'),
    ],
    [point(1, 10), point(2, 30), point(3, 20, { model: 'n' })],
  )
  expect(overview.files).toEqual([
    { path: '/b', edits: 1, added: 9, removed: 1, first: 'd' },
    { path: '/a', edits: 2, added: 3, removed: 2, first: 'c' },
  ])
  expect(overview.kinds).toEqual([
    { name: 'Ran', calls: 1, failed: 1, ms: 60_000 },
    { name: 'Delegated', calls: 1, failed: 0, ms: 9_000 },
    { name: 'Edited', calls: 3, failed: 0, ms: 400 },
  ])
  expect(overview.slowest.map(({ id }) => id)).toEqual(['b', 'f'])
  expect(overview.pullRequests).toHaveLength(1)
  expect(overview).toMatchObject({ compactions: 1, mostContext: 30, models: ['m', 'n'] })
})
