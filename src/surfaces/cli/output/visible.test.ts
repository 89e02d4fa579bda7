import { describe, expect, test } from 'vitest'
import { visible, visibleJson, visibleLine } from './visible.ts'

describe('visible', () => {
  test.each([
    ['terminal escapes', '\u001b[31mred\u001b]0;title\u0007', '\\u{1b}[31mred\\u{1b}]0;title\\u{7}'],
    ['the eight-bit ones', '\u009b31m\u0085', '\\u{9b}31m\\u{85}'],
    ['nul, backspace, delete', 'a\u0000b\bc\u007f', 'a\\u{0}b\\u{8}c\\u{7f}'],
    [
      'direction of text',
      '\u202eabc\u202c\u2066d\u2069\u200f\u061c',
      '\\u{202e}abc\\u{202c}\\u{2066}d\\u{2069}\\u{200f}\\u{61c}',
    ],
    ['no width', 'a\u200bb\u2060c\ufeffd\u00ade', 'a\\u{200b}b\\u{2060}c\\u{feff}d\\u{ad}e'],
    ['blanks that are letters', 'a\u3164b\u115f', 'a\\u{3164}b\\u{115f}'],
    ['tags', `a${String.fromCodePoint(0xe0041)}`, 'a\\u{e0041}'],
    ['line separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['half characters', 'a\ud800b', 'a\\u{d800}b'],
    ['a joiner between letters', 'a\u200db', 'a\\u{200d}b'],
  ])('shows %s', (_, text, shown) => expect(visible(text)).toBe(shown))

  test.each([
    ['lines and tabs', 'a\n\tb', 'a\n\tb'],
    ['line ends of Windows and of old Macs, as line feeds', 'a\r\nb\rc', 'a\nb\nc'],
    ['letters of all kinds', 'é ß 漢字 עברית हिन्दी', 'é ß 漢字 עברית हिन्दी'],
    ['emoji with what joins and colours them', '👩‍👩‍👧 ❤️ 👍🏽 🏳️‍🌈', '👩‍👩‍👧 ❤️ 👍🏽 🏳️‍🌈'],
    ['brackets and backslashes', '\\u{1b} [31m', '\\u{1b} [31m'],
  ])('leaves %s', (_, text, shown) => expect(visible(text)).toBe(shown))
})

test('a line has no line feed, however it is written', () => {
  expect(visibleLine('  a\r\n b\t\u00a0c\u2028d\u0085e ')).toBe('a b c\\u{2028}d\\u{85}e')
})

test('JSON stays the same value', () => {
  const value = { 'k\u202e': ['a\u001bb\u009b\u2028', 'x\n\t"\\', '\u{e0041}\ud800', '👩‍👧'] }
  for (const text of [visibleJson(value), visibleJson(value, 2)]) {
    expect(JSON.parse(text)).toEqual(value)
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]|[\u{e0041}]/u)
  }
  expect(visibleJson([1], 2)).toBe('[\n  1\n]')
})
