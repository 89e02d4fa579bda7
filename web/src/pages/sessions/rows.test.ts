import { expect, test } from 'vitest'
import { rowsOf } from './rows.ts'
import type { Found } from './use-found.ts'

const found = (endedAt: string): Found => ({ session: { id: endedAt, endedAt } }) as Found

test('sessions stand below their days, in the time zone of the installation', () => {
  const items = [found('2026-02-10T01:00:00Z'), found('2026-02-09T23:30:00Z'), found('2026-02-09T12:00:00Z')]
  const told = (timezone: string) => rowsOf(items, timezone).map((row) => (row.kind === 'day' ? row.day : row.index))
  expect(told('UTC')).toEqual(['2026-02-10', 0, '2026-02-09', 1, 2])
  expect(told('Europe/Berlin')).toEqual(['2026-02-10', 0, 1, '2026-02-09', 2])
})
