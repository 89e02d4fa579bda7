import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSearch, sharedSearch, stringifySearch } from './search.ts'

test('an address gives back what was written into it', () => {
  const values = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed()),
  )
  fc.assert(
    fc.property(values, (search) => {
      expect({ ...parseSearch(stringifySearch(search)) }).toEqual({ ...search })
    }),
  )
})

test('an address can be read', () => {
  expect(stringifySearch({ repo: 'acme/shop', panel: 'pr:acme/shop#12', person: undefined })).toBe(
    '?repo=acme/shop&panel=pr:acme/shop%2312',
  )
  expect(stringifySearch({ person: '' })).toBe('')
})

test('what cannot be in an address is as if it were not there', () => {
  expect(
    sharedSearch.parse({ repo: 'shop', period: 'eternity', since: 'soon', until: '2026-02-30T', panel: '' }),
  ).toEqual({
    repo: 'shop',
  })
})
