import { expect, test } from 'vitest'
import { gathered } from './left-alone.ts'

test('sessions in folders below one another count for the topmost', () => {
  const folders = [
    { folder: '/srv/code', sessions: 1 },
    { folder: '/srv/code/app/src', sessions: 5 },
    { folder: '/srv/code/app', sessions: 2 },
    { folder: '/srv/codebase', sessions: 3 },
    { folder: '/opt/x', sessions: 3 },
  ]
  expect(gathered(folders)).toEqual([
    { folder: '/srv/code', sessions: 8 },
    { folder: '/opt/x', sessions: 3 },
    { folder: '/srv/codebase', sessions: 3 },
  ])
})
