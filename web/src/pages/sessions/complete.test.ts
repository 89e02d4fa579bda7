import { describe, expect, test } from 'vitest'
import { filterNames } from '../../../../src/store/search/parse-query.ts'
import { completed, nameInQuery, withoutHalfDate, withoutLast, writtenAt } from './complete.ts'
import { filters } from './filters.ts'

/** `|` is the caret. */
const written = (text: string) => {
  const caret = text.indexOf('|')
  const found = writtenAt(text.replace('|', ''), caret)
  return found && `${found.filter ?? 'name'}=${found.text}`
}

test('the box knows the filters of the server', () => {
  expect(filters.map(({ name }) => name).toSorted()).toEqual([...filterNames].toSorted())
})

describe('what is being written', () => {
  test.each([
    ['branch:ent-|', 'branch=ent-'],
    ['retry BRANCH:a| more', 'branch=a'],
    ['branch:|', 'branch='],
    ['-tool:Ba|', 'tool=Ba'],
    ['person:"Ana R|', 'person=Ana R'],
    ['person:"Ana R|uiz" x', 'person=Ana Ruiz'],
    ['retry bra|', 'name=bra'],
    ['-per|', 'name=per'],
    ['b|', undefined],
    ['retr|', undefined],
    ['"in bra|', undefined],
    ['branch:a |', undefined],
    ['xbranch:a|', undefined],
    ['', undefined],
    ['|branch:a', undefined],
    ['bra|nch', undefined],
  ])('in %j is %j', (text, expected) => expect(written(text)).toBe(expected))
})

test.each([
  ['tool:Ba| x', 'Bash', 'tool:Bash |x'],
  ['-person:a|', 'Ana Ruiz', '-person:"Ana Ruiz" |'],
  ['bra|', 'branch', 'branch:|'],
  ['file:a|', 'a"b c', 'file:"a*b c" |'],
  ['file:"a b"|', 'a b/c', 'file:"a b/c" |'],
])('%j with %j is %j', (text, chosen, expected) => {
  const query = text.replace('|', '')
  const { query: now, caret } = completed(query, writtenAt(query, text.indexOf('|'))!, chosen)
  expect(`${now.slice(0, caret)}|${now.slice(caret)}`).toBe(expected)
})

test.each([
  ['retry on:2026-0', 'retry'],
  ['retry on:', 'retry'],
  ['-before:yes', ''],
  ['retry on:2026-02', 'retry on:2026-02'],
  ['on:2026-02-09T14:30', 'on:2026-02-09T14:30'],
  ['after:7d', 'after:7d'],
  ['on:2026-0 retry', 'on:2026-0 retry'],
  ['branch:20', 'branch:20'],
])('of %j is looked for %j while it is written', (text, expected) => expect(withoutHalfDate(text)).toBe(expected))

test.each([
  ['retry "out of memory" -tool:Bash', 'retry "out of memory"', '-tool:Bash'],
  ['retry person:"Ana Ruiz" ', 'retry', 'person:"Ana Ruiz"'],
  ['a "b c', 'a', '"b c'],
])('%j without its last part is %j', (text, query, left) => expect(withoutLast(text)).toEqual({ query, left }))

test('of one part nothing is left', () =>
  expect([withoutLast('retry'), withoutLast('')]).toEqual([undefined, undefined]))

test.each([
  ['PAY-109', 'PAY-109'],
  [' feat/retry ', 'feat/retry'],
  ['ab', undefined],
  ['out of memory', undefined],
  ['"retry"', undefined],
  ['branch:retry', undefined],
  ['-retry', undefined],
])('%j may be in the name of a branch as %j', (text, name) => expect(nameInQuery(text)).toBe(name))
