import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../model/field.ts'
import { createCursorSeal } from './seal-cursor.ts'

const seal = createCursorSeal(new Uint8Array(32).fill(1))

test('a sealed cursor opens to what it was, and shows nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (drawn) => {
      const cursor = JSON.parse(JSON.stringify({ drawn, offset: 1 })) as Json
      const sealed = seal.seal(cursor)
      expect(sealed).toMatch(/^[A-Za-z0-9+/=]+$/)
      expect(seal.open(sealed)).toEqual(cursor)
    }),
  )
})

test('two seals of one cursor differ', () => {
  expect(seal.seal({ offset: 1 })).not.toBe(seal.seal({ offset: 1 }))
})

test('no cursor stays none', () => {
  expect(seal.seal(null)).toBeNull()
  expect(seal.open(null)).toBeUndefined()
  expect(seal.open(undefined)).toBeUndefined()
})

test('what another installation sealed, or somebody changed, does not open', () => {
  const sealed = createCursorSeal(new Uint8Array(32).fill(2)).seal({ offset: 1 }) as string
  expect(seal.open(sealed)).toBeUndefined()
  const own = seal.seal({ offset: 1 }) as string
  expect(seal.open(`${own.slice(0, -6)}AAAAA=`)).toBeUndefined()
  expect(seal.open('')).toBeUndefined()
  expect(seal.open({ offset: 1 })).toBeUndefined()
})
