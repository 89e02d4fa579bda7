import { sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isForeign, Roots, restBelow } from './roots.ts'

const name = fc.constantFrom('ana', 'anabel', 'Ana', 'a', 'code', '.git', '..', '.', '', '...', 'a b', 'ä')
const path = fc.array(name, { maxLength: 8 }).map((names) => `/${names.join('/')}`)

/** The names that a path leads through, worked out one by one. */
const namesOf = (given: string): string[] => {
  const names: string[] = []
  for (const part of given.split('/')) {
    if (part === '..') names.pop()
    else if (part !== '' && part !== '.') names.push(part)
  }
  return names
}

describe.skipIf(sep === '\\')('a path lies in a root', () => {
  test('when its names begin with those of the root, whatever is written between them', () => {
    fc.assert(
      fc.property(path, path, (root, wanted) => {
        const [above, below] = [namesOf(root), namesOf(wanted)]
        const expected = above.every((part, index) => below[index] === part)
        expect(new Roots([root]).hold(wanted)).toBe(expected)
        expect(new Roots([`${root}/`]).hold(`${wanted}/`)).toBe(expected)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['/home/ana', '/home/ana', true],
    ['/home/ana', '/home/ana/x', true],
    ['/home/ana', '/home/anabel', false],
    ['/home/ana', '/home/Ana/x', false],
    ['/home/ana', '/home/ana/../bob', false],
    ['/home/ana', '/home/bob/../ana/x', true],
    ['/home/ana', 'home/ana', false],
    ['/home/ana', '', false],
    ['/home/ana', '/home/ana/\0', false],
    ['/', '/srv', true],
    ['/', '/proc/self/environ', false],
    ['/', '/proc/../srv', true],
    ['/', '/srv/../proc/1', false],
    ['/proc', '/proc/1', false],
    ['relative', '/relative/x', false],
  ])('%s: %s is %s', (root, wanted, expected) => {
    expect(new Roots([root]).hold(wanted)).toBe(expected)
  })
})

test.each([
  ['\\\\server\\share\\x', true],
  ['//server/share/x', true],
  ['\\\\?\\C:\\x', true],
  ['\\\\.\\pipe\\x', true],
  ['/\\server\\share', true],
  ['C:\\Users\\ana\\NUL', true],
  ['C:\\Users\\ana\\com1.txt', true],
  ['C:\\Users\\ana\\file:stream', true],
  ['C:\\Users\\ana\\nullable.txt', false],
  ['C:\\Users\\ana', false],
])('on Windows %s leads elsewhere: %s', (wanted, expected) => {
  expect(isForeign(wanted, 'win32')).toBe(expected)
})

test('on Windows a folder holds what its name and a backslash begin', () => {
  expect(restBelow('C:\\Users\\ana', 'C:\\Users\\ana\\x\\y', 'win32')).toEqual(['x', 'y'])
  expect(restBelow('C:\\', 'C:\\x', 'win32')).toEqual(['x'])
  expect(restBelow('C:\\Users\\ana', 'C:\\Users\\anabel', 'win32')).toBeUndefined()
})
