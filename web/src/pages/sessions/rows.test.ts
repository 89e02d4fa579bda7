import { expect, test } from 'vitest'
import { rowsOf } from './rows.ts'
import type { Found } from './use-found.ts'

const found = (endedAt: string, startedAt = endedAt): Found =>
  ({ session: { id: endedAt, startedAt, endedAt } }) as Found

const told = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => (row.kind === 'day' ? row.day : row.index))

test('sessions stand below their days, in the time zone of the installation', () => {
  const items = [found('2026-02-10T01:00:00Z'), found('2026-02-09T23:30:00Z'), found('2026-02-09T12:00:00Z')]
  expect(told(rowsOf(items, 'UTC', 'latest'))).toEqual(['2026-02-10', 0, '2026-02-09', 1, 2])
  expect(told(rowsOf(items, 'Europe/Berlin', 'latest'))).toEqual(['2026-02-10', 0, 1, '2026-02-09', 2])
})

test('the oldest stand below the days on which they began, and those in no order of time below none', () => {
  const items = [found('2026-02-09T12:00:00Z', '2026-02-08T12:00:00Z'), found('2026-02-09T11:00:00Z')]
  expect(told(rowsOf(items, 'UTC', 'oldest'))).toEqual(['2026-02-08', 0, '2026-02-09', 1])
  expect(told(rowsOf(items, 'UTC', 'cost'))).toEqual([0, 1])
})
