import { expect, test } from 'vitest'
import { parseLines, userAt } from './testing.ts'

test.each([
  ['a/b', 'b'],
  ['../../x', 'x'],
  ['x/', 'x/'],
  ['/', '/'],
])('a session that calls itself %s has a log id', (sessionId, logId) => {
  const { of } = parseLines([userAt(0, 'Hello', { sessionId })])
  expect(of('session').find(({ id }) => id === `claude-code:${sessionId}`)).toMatchObject({ logId })
})
