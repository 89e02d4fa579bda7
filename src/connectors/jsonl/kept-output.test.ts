import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinEnds, keepOutput, keptOfEachEnd, mostKept } from './kept-output.ts'

test('an output of up to 4 MB is kept whole, whatever its characters', () => {
  for (const text of ['', 'done\n', 'ä'.repeat(mostKept / 2), 'x'.repeat(mostKept)])
    expect(keepOutput(text)).toEqual({ output: text, outputBytes: Buffer.byteLength(text), whole: true })
})

test('of a longer one the ends are kept, and it is said how much is not', () => {
  const kept = keepOutput(`first\n${'ä漢'.repeat(mostKept)}\nlast`)
  expect(kept).toMatchObject({ outputBytes: 11 + 5 * mostKept, whole: false })
  expect(kept.output.startsWith('first\nä漢')).toBe(true)
  expect(kept.output.endsWith('ä漢\nlast')).toBe(true)
  const [begin, told, end] = kept.output.split(/\n… | bytes left out …\n/)
  expect(Number(told!.replaceAll(',', ''))).toBe(kept.outputBytes - Buffer.byteLength(begin! + end!))
  expect(Buffer.byteLength(kept.output)).toBeLessThan(2 * keptOfEachEnd + 50)
  expect(kept.output).not.toContain('\ufffd')
})

test('no character is cut in two', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 8 })
    .map((drawn) => drawn.toWellFormed().replaceAll('\ufffd', ''))
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (drawn, a, b) => {
      const bytes = Buffer.from(drawn)
      const [from, to] = [a % (bytes.length + 1), b % (bytes.length + 1)]
      const joined = joinEnds(bytes.subarray(0, from), bytes.subarray(to), bytes.length)
      const [begin, rest] = joined.split('\n… ')
      expect(drawn.startsWith(begin!)).toBe(true)
      expect(from - Buffer.byteLength(begin!)).toBeLessThan(4)
      expect(drawn.endsWith(rest!.slice(rest!.indexOf('…\n') + 2))).toBe(true)
    }),
  )
})
