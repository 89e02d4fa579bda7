import { expect, test } from 'vitest'
import { type Activity, inOrder, sharedStretches, type Told } from './overview.ts'

const activity = (...keys: readonly string[]): Activity =>
  ({ over: keys.map((key) => ({ key, sessions: 1, commits: 0 })) }) as unknown as Activity

const told = (id: string, lastCommitAt: string, of?: Activity): Told =>
  ({ repository: { id, lastSessionAt: null, lastCommitAt }, activity: of }) as Told

test('where something happened in the period stands before where nothing did, the latest first', () => {
  const listed = [
    told('quiet', '2026-03-01'),
    told('old', '2026-01-01', activity()),
    told('new', '2026-02-01', activity()),
  ]
  expect(inOrder(listed).map(({ repository }) => repository.id)).toEqual(['new', 'old', 'quiet'])
})

test('all charts have the same stretches: of a period all of it, of all time a year at most', () => {
  const activities = [activity('2026-02-02'), activity('2026-02-16')]
  expect(sharedStretches({}, 'week', activities)).toEqual(['2026-02-02', '2026-02-09', '2026-02-16'])
  expect(sharedStretches({ since: '2026-02-09', until: '2026-02-10' }, 'day', [])).toEqual(['2026-02-09', '2026-02-10'])
  const long = sharedStretches({}, 'week', [activity('2020-01-06', '2025-03-03', '2026-02-16')])
  expect([long[0], long.length]).toEqual(['2025-03-03', 51])
  expect(sharedStretches({}, 'week', [])).toEqual([])
})
