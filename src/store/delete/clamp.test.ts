import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, lies, type Stretch } from './clamp.ts'

const instant = fc.integer({ min: 0, max: 30 })
const span = fc.tuple(instant, instant).map(([a, b]) => ({ startedAt: Math.min(a, b), endedAt: Math.max(a, b) }))
const stretch: fc.Arbitrary<Stretch> = fc
  .tuple(instant, fc.integer({ min: 1, max: 10 }))
  .map(([since, length]) => ({ since, until: since + length }))

test('what is left of a span has no end in the stretch, and nothing is left of one that lies in it', () => {
  fc.assert(
    fc.property(span, stretch, (given, time) => {
      const kept = clamp(given, time)
      expect(kept === undefined).toBe(lies(given.startedAt, time) && lies(given.endedAt, time))
      for (const end of kept ? [kept.startedAt, kept.endedAt] : []) expect(lies(end, time)).toBe(false)
    }),
  )
})

test('joining spans that reach beyond the stretch and clamping them may change places', () => {
  fc.assert(
    fc.property(span, span, stretch, (a, b, time) => {
      const [keptA, keptB] = [clamp(a, time), clamp(b, time)]
      fc.pre(keptA !== undefined && keptB !== undefined)
      const join = (x: typeof a, y: typeof a) => ({
        startedAt: Math.min(x.startedAt, y.startedAt),
        endedAt: Math.max(x.endedAt, y.endedAt),
      })
      expect(clamp(join(a, b), time)).toEqual(join(keptA!, keptB!))
    }),
  )
})
