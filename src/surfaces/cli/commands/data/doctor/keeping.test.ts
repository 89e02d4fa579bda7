import { expect, test } from 'vitest'
import { keepingLines, leftAloneLines } from './keeping.ts'

const now = Date.UTC(2026, 2, 2)
const day = 86_400_000
const keeping = { logs: 3, unread: [], gone: 0, retentions: [{ folder: '/home/ana/.claude', days: 30 }] }
const unread = (...deletedAt: (number | null)[]) =>
  deletedAt.map((at, index) => ({ connector: 'claude-code', path: `/log-${index}`, deletedAt: at }))

test.each([
  [keeping, ['Everything is stored: when Claude Code deletes its logs (after 30 days), nothing is lost.']],
  [
    { ...keeping, retentions: [7, 0, 7].map((days) => ({ folder: '/f', days })) },
    ['Everything is stored: when Claude Code deletes its logs (at its next start, after 7 days), nothing is lost.'],
  ],
  [{ ...keeping, retentions: [] }, ['Everything is stored.']],
  [
    { ...keeping, unread: unread(now + 2.9 * day, now + 5 * day, null) },
    ['3 logs are not read yet; the first goes in 2 days (/log-0).'],
  ],
  [{ ...keeping, unread: unread(now + day / 2) }, ['1 log is not read yet; it goes within a day (/log-0).']],
  [{ ...keeping, unread: unread(now - 9 * day) }, ['1 log is not read yet; it goes at any time now (/log-0).']],
  [{ ...keeping, unread: unread(null, null) }, ['2 logs are not read yet (/log-0).']],
  [{ ...keeping, logs: 0, gone: 2 }, ['2 logs are gone; what was read is kept here.']],
  [{ ...keeping, logs: 0 }, []],
])('%j', (given, lines) => {
  expect(keepingLines(given, now)).toEqual(lines)
})

test('folders that are left alone are told with what opens them, the rest is counted', () => {
  const folders = Array.from({ length: 10 }, (_, index) => ({ folder: `/srv/${index}`, sessions: 12 - index }))
  const lines = leftAloneLines(folders)
  expect(lines[0]).toBe('12 sessions ran in /srv/0, which Maestro may not look into: maestro --root /srv/0')
  expect(lines.slice(8)).toEqual(['and 2 more folders; --json lists them.'])
})
