import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileTexts } from '../../../test/support/records.ts'
import { type ChunkEntry, decodeChunk, encodeChunk, packChunk, unpackChunk } from './chunk.ts'

const text = fc
  .oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary' }))
  .map((drawn) => drawn.toWellFormed())
const entries: fc.Arbitrary<ChunkEntry[]> = fc.uniqueArray(
  fc.tuple(
    text.map((name) => `message/${name}/text`),
    fc.oneof(
      text,
      fc.jsonValue().filter((value) => typeof value !== 'string'),
    ),
  ),
  { selector: ([name]) => name, maxLength: 12 },
)

const asJson = (value: unknown) => (typeof value === 'string' ? value : JSON.parse(JSON.stringify(value)))

test('a chunk gives back what was put into it, by name', () => {
  fc.assert(
    fc.property(entries, (given) => {
      const chunk = unpackChunk(packChunk(encodeChunk(given)))
      expect([...chunk.names].sort()).toEqual(given.map(([name]) => name).sort())
      for (const [name, value] of given) expect(chunk.get(name)).toEqual(asJson(value))
    }),
  )
})

test('what a chunk does not hold is undefined', () => {
  const chunk = decodeChunk(encodeChunk([['message/a/text', 'x']]))
  expect(chunk.get('message/b/text')).toBeUndefined()
  expect(chunk.get('constructor')).toBeUndefined()
})

test('a text of a megabyte comes back whole', () => {
  const long = 'ä漢\u{1f600}\n'.repeat(100_000)
  expect(decodeChunk(encodeChunk([['a', long]])).get('a')).toBe(long)
})
