import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownTokens, safeLink } from './markdown-tokens.ts'

test.each([
  '>'.repeat(50_000),
  '['.repeat(50_000),
  '*a'.repeat(5_000) + '*'.repeat(5_000),
  '![a]('.repeat(5_000),
  '- '.repeat(5_000),
  `${'`'.repeat(20_000)}a`,
  '<'.repeat(50_000),
  'word '.repeat(100_000),
  Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
  '- x\n'.repeat(10_000),
])('what would take too long is no Markdown: %.20s', (text) => {
  expect(markdownTokens(text)).toBeUndefined()
})

test('no text makes it throw', () => {
  const piece = fc.constantFrom(
    '>',
    '- ',
    '`',
    '```\n',
    '[a](',
    ')',
    '*',
    '_',
    '|',
    '\n',
    '<b>',
    '&amp;',
    '\\',
    'x',
    '#',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const tokens = markdownTokens(pieces.join(''))
      expect(tokens === undefined || Array.isArray(tokens)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('links lead to http and https alone', () => {
  expect(safeLink('https://example.org/a?b#c')).toEqual({ href: 'https://example.org/a?b#c', host: 'example.org' })
  for (const href of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.org',
    '/settings',
    'https://',
    'https://user:word@example.org/',
    'java\nscript:alert(1)',
  ])
    expect(safeLink(href)).toBeUndefined()
})
