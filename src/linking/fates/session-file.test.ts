import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fatesOf } from './fate-of-lines.ts'
import { type FileEdit, linesWritten } from './session-file.ts'

const hash = (line: string): Buffer => Buffer.from(line.repeat(8), 'latin1')
const hashes = (lines: readonly string[]): Buffer => Buffer.concat(lines.map(hash))

/** Lines without those that another list has, each as often as it is there. */
const without = (lines: readonly string[], others: readonly string[]): string[] => {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** A file as a session leaves it after each of its edits, few different lines in it; `again` are put back at once. */
const states = fc.array(
  fc.record({
    content: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 }),
    again: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
    anew: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

/** The edits that lead from an empty file through these states. */
const editsOf = (through: readonly { content: string[]; again: string[]; anew: boolean }[]): FileEdit[] => {
  let before: string[] = []
  return through.map(({ content, again, anew }, index) => {
    const kept = without(before, without(before, content))
    const back = without(again, without(again, kept))
    const added = anew ? content : [...without(content, before), ...back]
    const removed = anew ? [] : [...without(before, content), ...back]
    before = content
    return {
      edit: `edit ${String(index).padStart(2, '0')}`,
      at: index,
      position: index,
      operation: anew ? 'create' : 'update',
      added: hashes(added),
      removed: hashes(removed),
    }
  })
}

test('the lines of a session that stand are those that the file has in the end', () => {
  fc.assert(
    fc.property(states, (through) => {
      const edits = editsOf(through)
      const added = new Map(edits.map(({ edit, added: lines }) => [edit, lines]))
      const standing = linesWritten(edits).filter(({ removedAt }) => removedAt === undefined)
      const lines = standing.map(({ edit, index }) => added.get(edit)!.toString('latin1', index * 8, index * 8 + 1))
      expect(lines.sort()).toEqual([...through.at(-1)!.content].sort())
    }),
  )
})

test('every line that was written has one fate', () => {
  fc.assert(
    fc.property(states, (through) => {
      const written = linesWritten(editsOf(through))
      const fates = fatesOf(written, new Map())
      const lines = fates.flatMap(({ edit, lines: runs }) =>
        runs.flatMap((first, at) =>
          at % 2 === 0 ? Array.from({ length: runs[at + 1]! }, (_, more) => `${edit} ${first + more}`) : [],
        ),
      )
      expect(lines.sort()).toEqual(written.map(({ edit, index }) => `${edit} ${index}`).sort())
      expect(fates.reduce((sum, { count }) => sum + count, 0)).toBe(written.length)
    }),
  )
})
