import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMarkerScan } from './marker-scan.ts'
import { exactly, inAnyCase, type Rule } from './rules/rule.ts'

const recording = (markers: Rule['markers'], found: number[], skip = 1): Rule => ({
  markers,
  find: (_, at) => {
    found.push(at)
    return at + skip
  },
})

const indexesOf = (text: string, part: string): number[] =>
  [...text].flatMap((_, index) => (text.startsWith(part, index) ? [index] : []))

test('finds each marker where it stands', () => {
  const alphabet = fc.constantFrom(...'abAB_-=:')
  const string = (minLength: number, maxLength: number) =>
    fc.array(alphabet, { minLength, maxLength }).map((characters) => characters.join(''))
  fc.assert(
    fc.property(string(0, 60), string(3, 5), (text, marker) => {
      const exact: number[] = []
      const loose: number[] = []
      createMarkerScan([recording(exactly(marker), exact), recording(inAnyCase(marker), loose)])(text, () => {})
      expect(exact).toEqual(indexesOf(text, marker))
      expect(loose).toEqual(indexesOf(text.toLowerCase(), marker.toLowerCase()))
    }),
    { numRuns: 2000 },
  )
})

test('does not ask a rule about what it has looked at', () => {
  const found: number[] = []
  createMarkerScan([recording(exactly('abc'), found, 7)])('abcabcabcabc', () => {})
  expect(found).toEqual([0, 9])
})

test('refuses a marker that is too short to be looked up', () => {
  expect(() => createMarkerScan([recording(exactly('ab'), [])])).toThrow(RangeError)
})
