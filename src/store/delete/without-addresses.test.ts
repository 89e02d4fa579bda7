import { expect, test } from 'vitest'
import { withoutAddresses } from './without-addresses.ts'

const bob = new Set(['bob@example.org'])

test('trailers that name an address go, from the message too, and the rest stays', () => {
  const commit = {
    body: 'Why, as bob@example.org said.\n\nCo-authored-by: Bob <Bob@Example.org>\nReviewed-by: Dee <dee@example.org>',
    coAuthors: ['Bob <Bob@Example.org>'],
    trailers: [
      ['Co-authored-by', 'Bob <Bob@Example.org>'],
      ['Reviewed-by', 'Dee <dee@example.org>'],
    ],
  }
  expect(withoutAddresses(commit, bob)).toEqual({
    body: 'Why, as bob@example.org said.\n\nReviewed-by: Dee <dee@example.org>',
    trailers: [['Reviewed-by', 'Dee <dee@example.org>']],
  })
})

test('a longer address that ends alike is another one', () => {
  const commit = { body: 'Co-authored-by: B <notbob@example.org>', coAuthors: ['B <notbob@example.org>'] }
  expect(withoutAddresses(commit, bob)).toBe(commit)
})

test('a commit without trailers is the same object', () => {
  const commit = { body: '  Words: of bob.  ' }
  expect(withoutAddresses(commit, bob)).toBe(commit)
})
