import { expect, test } from 'vitest'
import { scopeOf, scopeWords, withScope } from './scope.ts'

test('another scope takes the place of the one before, and nothing else of the address changes', () => {
  expect(withScope({ project: 'Checkout' })({ repo: 'shop', person: 'Ana', q: 'refund' })).toEqual({
    project: 'Checkout',
    repo: undefined,
    person: undefined,
    q: 'refund',
  })
  expect(scopeOf(withScope()({ project: 'Checkout', period: 'all' }))).toEqual({})
})

test('a scope is told by its name and kind', () => {
  expect(scopeWords({ repo: 'shop' })).toEqual({ name: 'shop', kind: 'repository' })
  expect(scopeWords({})).toBeUndefined()
})
