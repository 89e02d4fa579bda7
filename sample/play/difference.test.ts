import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countLines, hunksBetween } from './difference.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''))

/** Makes the change that hunks describe. */
const apply = (before: string, hunks: ReturnType<typeof hunksBetween>): string => {
  const lines = before.split('\n').slice(0, -1)
  for (const hunk of [...hunks].reverse()) {
    const kept = hunk.lines.filter((line) => line[0] !== '-').map((line) => line.slice(1))
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1
    const removed = lines.splice(start, hunk.oldLines, ...kept)
    expect(removed).toEqual(hunk.lines.filter((line) => line[0] !== '+').map((line) => line.slice(1)))
  }
  return lines.map((line) => `${line}\n`).join('')
}

test('hunks turn one text into the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(apply(before, hunksBetween(before, after))).toBe(after)
    }),
  )
})

test('three lines of context, and one hunk for changes that are near', () => {
  const before = 'abcdefghij'.split('').join('\n')
  expect(hunksBetween(`${before}\n`, `${before.replace('e', 'E')}\n`)).toEqual([
    { oldStart: 2, oldLines: 7, newStart: 2, newLines: 7, lines: [' b', ' c', ' d', '-e', '+E', ' f', ' g', ' h'] },
  ])
})

test('counts lines', () => {
  expect(countLines(undefined, 'a\nb\n')).toEqual({ added: 2, removed: 0 })
  expect(countLines('a\nb\n', 'a\n')).toEqual({ added: 0, removed: 1 })
})
