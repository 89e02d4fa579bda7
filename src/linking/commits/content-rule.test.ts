import { describe, expect, test } from 'vitest'
import { attribute, type ChangedFile, clockSkewMs, inverted, type WrittenLines } from './content-rule.ts'

/** Each word is a line; `-` stands for one that is too short to count. */
const lines = (words: string): Buffer =>
  Buffer.concat(
    words
      .split(' ')
      .filter(Boolean)
      .map((word) => (word === '-' ? Buffer.alloc(8) : Buffer.from(word.padEnd(8)).subarray(0, 8))),
  )

let position = 0
const wrote = (session: string, at: number, added: string, removed = ''): WrittenLines => ({
  session,
  edit: `${session}@${at}`,
  at,
  position: position++,
  added: lines(added),
  removed: lines(removed),
})

const file = (added: string, edits: readonly WrittenLines[], removed = ''): ChangedFile => ({
  added: lines(added),
  removed: lines(removed),
  edits,
})

/** Of each counted line the edit that it is from. */
const origins = (files: readonly ChangedFile[], authoredAt = 1_000_000, committedAt = authoredAt) =>
  attribute(files, { authoredAt, committedAt }).map((found) =>
    found.map(({ hash, edit }) => `${hash.trim()} ${edit?.edit ?? 'nobody'}`),
  )

describe('a line that a commit adds', () => {
  test('is from the latest edit before it that wrote the line to its file', () => {
    const early = wrote('early', 1, 'a b')
    const late = wrote('late', 2, 'b c')
    expect(origins([file('a b c d', [early, late])])).toEqual([['a early@1', 'b late@2', 'c late@2', 'd nobody']])
    expect(origins([file('a', []), file('a', [early])])).toEqual([['a nobody'], ['a early@1']])
  })

  test('uses a line of an edit up', () => {
    expect(origins([file('a a a', [wrote('one', 1, 'a'), wrote('two', 2, 'a')])])).toEqual([
      ['a two@2', 'a one@1', 'a nobody'],
    ])
  })

  test('does not count when it is too short', () => {
    expect(origins([file('a - b', [wrote('one', 1, 'a - b')])])).toEqual([['a one@1', 'b one@1']])
  })

  test('is from no edit that came after the commit, but for clocks that differ', () => {
    const at = 1_000_000
    expect(origins([file('a', [wrote('just', at + clockSkewMs, 'a')])], at)).toEqual([[`a just@${at + clockSkewMs}`]])
    expect(origins([file('a', [wrote('after', at + clockSkewMs + 1, 'a')])], at)).toEqual([['a nobody']])
  })

  test('is moved, not written, when the commit takes it out elsewhere: it counts for a session that moved it', () => {
    expect(origins([file('a b', [wrote('wrote', 1, 'a')], 'a')])).toEqual([['b nobody']])
    expect(origins([file('a b', [wrote('moved', 1, 'a', 'a')], 'a')])).toEqual([['a moved@1', 'b nobody']])
  })
})

describe('a commit that was committed later than authored', () => {
  const [authored, committed] = [1_000_000, 9_000_000]

  test('has lines of later edits of sessions that have a part in it already', () => {
    const edits = [wrote('own', 1, 'a'), wrote('own', 5_000_000, 'b'), wrote('own', 9_500_000, 'c')]
    expect(origins([file('a b c', edits)], authored, committed)).toEqual([['a own@1', 'b own@5000000', 'c nobody']])
  })

  test('has none of other sessions, which wrote them anew in a change of their own', () => {
    expect(origins([file('a', [wrote('other', 5_000_000, 'a')])], authored, committed)).toEqual([['a nobody']])
  })
})

test('a commit that only takes lines out is from the sessions that took them out', () => {
  expect(origins(inverted([file('', [wrote('one', 1, 'x', 'a b')], 'a c')]))).toEqual([['a one@1', 'c nobody']])
})
