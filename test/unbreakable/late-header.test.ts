import { expect, test } from 'vitest'
import { collapse } from '../../src/store/write/collapse.ts'
import { readBytes } from './read-bytes.ts'

const log = { connector: 'codex', name: '.codex/sessions/2026/05/04/rollout-2026-05-04T11-00-05-here.jsonl' } as const

const lines = [
  { type: 'turn_context', payload: { cwd: '/work/first', model: 'gpt-5.5' } },
  { type: 'event_msg', payload: { type: 'user_message', message: 'Begin' } },
  { type: 'turn_context', payload: { cwd: '/work/a-second', model: 'gpt-5.5' } },
  { type: 'session_meta', payload: { id: 'there', cwd: '/work/third' } },
  { type: 'event_msg', payload: { type: 'user_message', message: 'Go on' } },
].map((line, second) => `${JSON.stringify({ timestamp: `2026-05-04T11:00:0${second}Z`, ...line })}\n`)

test('a log whose header comes late tells of both of its sessions, wherever it was cut', () => {
  const bytes = Buffer.from(lines.join(''))
  const sessionsCutAt = (cuts: readonly number[]) =>
    collapse(readBytes(log, bytes, cuts).records.filter(({ kind }) => kind === 'session'))
  const expected = sessionsCutAt([])
  expect(expected).toMatchObject([
    { id: expect.stringContaining('rollout-'), cwd: '/work/first' },
    { id: 'codex:there', cwd: '/work/third' },
  ])
  for (let cut = 0; cut <= bytes.length; cut += 7) expect(sessionsCutAt([cut])).toEqual(expected)
})
