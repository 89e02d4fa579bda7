import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileTexts } from '../../../test/support/records.ts'
import { parseQuery } from './parse-query.ts'
import { searchTerm } from './search-term.ts'
import { snippetOf } from './snippet.ts'

const termOf = (query: string) => searchTerm(parseQuery(query).terms[0]!)
const stands = (query: string, text: string) => text.search(termOf(query).pattern) >= 0

test.each([
  ['refund', "'refund':*", true],
  ['"refund"', "'refund'", true],
  ['refund!', "'refund'", true],
  ['x', "'x'", true],
  ['é', "'é':*", true],
  ['PAY-88', "'pay' & '88':*", false],
  ['"out of memory"', "'out' & 'of' & 'memory'", false],
  ["don't", "'don' & 't'", false],
  ['/src/a_b.ts', "'src' & 'a' & 'b' & 'ts':*", false],
  [`"short ${'x'.repeat(81)}"`, "'short'", false],
])('%j asks for the words %s', (query, words, suffice) => {
  expect(termOf(query)).toMatchObject({ words, wordsSuffice: suffice })
})

test.each([
  ['PAY-88', 'see PAY-88.', true],
  ['PAY-88', 'see pay-881', true],
  ['"PAY-88"', 'see pay-881', false],
  ['PAY-88', 'see XPAY-88', false],
  ['PAY-88', 'PAY 88', false],
  ['"out of memory"', 'it is Out\n  of memory', true],
  ['"out of memory"', 'it is out of memoryless', false],
  ['src/retry.ts', '/home/ana/shop/src/retry.ts', true],
  ['src/ret', '/home/ana/shop/src/retry.ts', true],
  ['retry', 'the refundRetry of HTTPServer', true],
  ['server', 'the refundRetry of HTTPServer', true],
  ['"retry"', 'refundRetryNow', true],
  ['"retr"', 'refundRetryNow', false],
  ['etry', 'refundRetry', false],
  ['c++(x', 'in C++(X)', true],
])('%j in %j: %j', (query, text, expected) => expect(stands(query, text)).toBe(expected))

test('any term makes a query that PostgreSQL reads and a pattern', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileTexts)), (text) => {
      for (const said of parseQuery(text).terms) {
        const { words, surely } = searchTerm(said)
        expect(words).toMatch(/^'[\p{L}\p{N}\p{M}]+'(:\*)?( & '[\p{L}\p{N}\p{M}]+'(:\*)?)*$/u)
        if (surely !== undefined) expect(surely).toMatch(/^'[^'\\\s]+'(:\*)?$/)
      }
    }),
  )
})

test('a snippet is one line around the first hit, with every hit in it marked', () => {
  const text = `${'word '.repeat(100)}the refundRetry\nand\tretry, again ${'word '.repeat(100)}`
  const parts = snippetOf(text, [termOf('retry').pattern])
  expect(parts.filter(({ hit }) => hit).map(({ text: marked }) => marked)).toEqual(['Retry', 'retry'])
  const line = parts.map(({ text: part }) => part).join('')
  expect(line).toMatch(/^… word .*the refundRetry and retry, again word .* …$/)
  expect(line.length).toBeLessThan(260)
})

test('a snippet without a hit is the beginning; hits over one another are one', () => {
  expect(snippetOf('nothing here', [termOf('retry').pattern])).toEqual([{ text: 'nothing here', hit: false }])
  const over = snippetOf('an out of memory', [termOf('"out of"').pattern, termOf('"of memory"').pattern])
  expect(over).toEqual([
    { text: 'an ', hit: false },
    { text: 'out of memory', hit: true },
  ])
})
