import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'
import { searchTerm } from './search-term.ts'
import { pairOf, pairsIn } from './word-pairs.ts'

test('words next to each other are a pair, in lower case, with whatever stands between', () => {
  expect(pairsIn(['Retry the\n`refund`-Worker'])!.toSorted()).toEqual(
    [pairOf('retry', 'the'), pairOf('the', 'refund'), pairOf('REFUND', 'worker')].toSorted(),
  )
  expect(pairsIn(['one', 'two'])).toEqual([])
  expect(pairOf('a', 'bc')).not.toBe(pairOf('ab', 'c'))
})

test('of very many it is not said which', () => {
  expect(pairsIn([Array.from({ length: 30_000 }, (_, index) => `w${index}`).join(' ')])).toBeUndefined()
})

const piece = fc.constantFrom(
  'refund',
  'Retry',
  'ß',
  'İ',
  'é',
  'e\u0301',
  '42',
  'a',
  ' ',
  ' ',
  '-',
  '.',
  '"',
  '\n',
  '_',
  '😀',
)

test('a text with a term has its pairs', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.nat(11),
      fc.nat(11),
      fc.boolean(),
      (pieces, from, to, quoted) => {
        const text = pieces.join('')
        const said = pieces
          .slice(Math.min(from, to), Math.max(from, to) + 1)
          .join('')
          .replaceAll('"', ' ')
        for (const each of parseQuery(quoted ? `"${said}"` : said).terms) {
          const term = searchTerm(each)
          if (text.search(term.pattern) < 0) continue
          const pairs = new Set(pairsIn([text]))
          expect(term.pairs.every((pair) => pairs.has(pair))).toBe(true)
        }
      },
    ),
    { numRuns: 2_000 },
  )
})
