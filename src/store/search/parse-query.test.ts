import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostileTexts } from '../../../test/support/records.ts'
import { filterNames, parseQuery } from './parse-query.ts'

const words = (text: string) =>
  parseQuery(text).terms.map(
    ({ text: said, quoted, excluded }) => `${excluded ? '-' : ''}${quoted ? `"${said}"` : said}`,
  )
const filters = (text: string) =>
  parseQuery(text).filters.map(({ name, values, excluded }) => `${excluded ? '-' : ''}${name}=${values.join('|')}`)

describe('a query', () => {
  test.each([
    ['refund retry', ['refund', 'retry']],
    ['  refund\t"out of  memory" ', ['refund', '"out of  memory"']],
    ['-refund -"out of" PAY-88', ['-refund', '-"out of"', 'PAY-88']],
    ['src/refundRetry.ts:12', ['src/refundRetry.ts:12']],
    ['"not closed', ['"not closed"']],
    ['a"b c"d', ['a', '"b c"', 'd']],
    ['--force -- - "" "!" ?', ['--force']],
    ['twice twice "twice"', ['twice', '"twice"']],
    ['colour:red mytool:x', ['colour:red', 'mytool:x']],
  ])('%j has the words %j', (text, expected) => expect(words(text)).toEqual(expected))

  test.each([
    ['repo:shop REPO:"big ledger" -agent:codex', ['repo=shop|big ledger', '-agent=codex']],
    ['file:src/*.ts file:docs tool:Bash', ['file=src/*.ts|docs', 'tool=Bash']],
    ['person:"Ana Ruiz" -person:Ben branch:feat/x', ['person=Ana Ruiz', '-person=Ben', 'branch=feat/x']],
    ['before:2026-02-09 after:7d', ['before=2026-02-09', 'after=7d']],
    ['repo: tool:"" file:a file:a', ['file=a']],
    ['repo:"not closed', ['repo=not closed']],
  ])('%j has the filters %j', (text, expected) => expect(filters(text)).toEqual(expected))

  test('of filters leaves nothing as words', () => {
    expect(words('repo:shop "a phrase" -tool:Bash')).toEqual(['"a phrase"'])
  })
})

const piece = fc.oneof(
  fc.constantFrom(
    ...hostileTexts,
    '"',
    '-',
    ':',
    ' ',
    '-"',
    'repo:',
    'file:"',
    'before:',
    '-after:',
    '\u00a0',
    '\u2028',
  ),
  fc.constantFrom(...filterNames),
  fc.string({ unit: 'binary', maxLength: 5 }),
)

test('any text is a query, of bounded size, and nothing is looked for that was not written', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const text = pieces.join('')
      const { terms, filters: given } = parseQuery(text)
      expect(terms.length).toBeLessThanOrEqual(32)
      expect(given.flatMap(({ values }) => values).length).toBeLessThanOrEqual(64)
      for (const { text: said } of terms) {
        expect(text).toContain(said)
        expect(said).toMatch(/[\p{L}\p{N}]/u)
      }
      for (const { values } of given)
        for (const value of values) expect(value === '' || !text.includes(value)).toBe(false)
    }),
    { numRuns: 500 },
  )
})
