import { expect, test } from 'vitest'
import type { Item } from '../../api/hooks.ts'
import { clockRows } from './clock.ts'

const row = (keys: object, toolCalls: number) => ({ ...keys, toolCalls }) as Item<'activity'>

test('every day of the period has its hours, also where nothing was', () => {
  const rows = [row({ day: '2026-02-09', hour: '09' }, 5), row({ day: '2026-02-09', hour: '23' }, 7)]
  const [monday, tuesday] = clockRows('day', rows, { since: '2026-02-09', until: '2026-02-10' }, '2026-03-01')
  expect(monday).toMatchObject({ name: 'Mon 9 Feb', total: 12 })
  expect([monday!.hours[9], monday!.hours[23], monday!.hours.length]).toEqual([5, 7, 24])
  expect(tuesday).toMatchObject({ key: '2026-02-10', total: 0 })
})

test('of many days the days of the week are told', () => {
  const told = clockRows('weekday', [row({ weekday: '7', hour: '00' }, 3)], {}, '2026-03-01')
  expect(told.map(({ name }) => name)).toHaveLength(7)
  expect(told.at(-1)).toMatchObject({ name: 'Sunday', total: 3 })
})
