import { expect, test } from 'vitest'
import { draftOf, emptyPart, madeOf, projectOf } from './project-draft.ts'

const checkout = {
  name: 'Checkout',
  repositories: ['acme/shop'],
  paths: [{ repository: 'acme/shared', path: 'packages/money' }],
  tickets: ['PAY'],
  sessions: 3,
  lastSessionAt: null,
}

test('a project that is changed comes back as it was', () => {
  const { sessions, lastSessionAt, ...parts } = checkout
  expect(projectOf(draftOf(checkout))).toEqual({ ...parts, before: 'Checkout' })
})

test('empty lines are left out, and a line that is only begun is waited for', () => {
  const part = { kind: 'path', repository: 'shop', value: '' } as const
  const whole = { kind: 'ticket', repository: '', value: ' PAY ' } as const
  expect(projectOf({ name: 'A', parts: [emptyPart, whole] })).toMatchObject({ tickets: ['PAY'], repositories: [] })
  expect(projectOf({ name: 'A', parts: [whole, part] })).toBeUndefined()
  expect(projectOf({ name: 'A', parts: [emptyPart] })).toBeUndefined()
  expect(projectOf({ name: ' ', parts: [whole] })).toBeUndefined()
})

test('what it is made of is said in words', () => {
  expect(madeOf(checkout)).toBe('acme/shop, packages/money in acme/shared, tickets PAY-…')
})
