import { describe, expect, test } from 'vitest'
import { type FollowedEdit, inAWord, keptOf, toldOf } from './fates.ts'

type Fate = NonNullable<FollowedEdit['fate']>
type Part = Fate['parts'][number]

const part = (state: Part['state'], count: number, more: Partial<Part> = {}): Part => ({
  state,
  lines: [[0, count]],
  count,
  commits: [],
  landedAt: null,
  landedBy: null,
  goneAt: null,
  goneBy: null,
  removedAt: null,
  ...more,
})

const landed = { landedAt: '2026-02-09T12:00:00.000Z', landedBy: 'aaa', commits: ['aaa'] }
const gone = { goneAt: '2026-03-01T12:00:00.000Z', goneBy: 'bbb' }

const edit = (parts: readonly Part[], figures: Partial<Fate> = {}): FollowedEdit =>
  ({
    fate: {
      counted: parts.reduce((sum, { count }) => sum + count, 0),
      landed: parts.reduce((sum, { count, landedBy }) => sum + (landedBy === null ? 0 : count), 0),
      survival: [],
      parts,
      ...figures,
    },
  }) as unknown as FollowedEdit

describe('what became of an edit', () => {
  test('is told by the commit that brought its lines and the one that took them, each once', () => {
    const { fate } = edit([part('there', 3, landed), part('gone', 2, { ...landed, ...gone }), part('there', 1, landed)])
    expect(toldOf(fate!)).toEqual([
      { kind: 'landed', lines: 6, by: 'aaa', at: landed.landedAt, there: 4 },
      { kind: 'replaced', lines: 2, by: 'bbb', at: gone.goneAt },
    ])
  })

  test('tells lines apart that were only committed, rewritten, or are in no commit', () => {
    const { fate } = edit([
      part('committed', 2, { commits: ['ccc', 'ddd'] }),
      part('rewritten', 1),
      part('not-found', 4),
    ])
    expect(toldOf(fate!)).toEqual([
      { kind: 'committed', lines: 2, by: 'ccc' },
      { kind: 'rewritten', lines: 1 },
      { kind: 'not-found', lines: 4 },
    ])
  })

  test('after so many days is said only where it is known of all lines', () => {
    const survival = [
      { days: 7, known: 4, alive: 4, share: 1 },
      { days: 30, known: 4, alive: 3, share: 0.75 },
      { days: 90, known: 2, alive: 1, share: 0.5 },
    ]
    expect(keptOf({ landed: 4, survival })?.days).toBe(30)
    expect(keptOf({ landed: 0, survival })).toBeUndefined()
  })

  test('in a word takes all files of a call together, and says nothing where one is not known', () => {
    expect(inAWord([edit([part('there', 3, landed)]), edit([part('not-found', 1)])])).toBe('3 of 4 landed')
    expect(inAWord([edit([part('there', 3, landed)])])).toBe('landed')
    expect(inAWord([edit([part('rewritten', 3)])])).toBe('rewritten later')
    expect(inAWord([edit([part('rewritten', 1), part('not-found', 1)])])).toBe('never committed')
    expect(inAWord([edit([part('there', 3, landed)]), { fate: null } as FollowedEdit])).toBeUndefined()
    expect(inAWord([])).toBeUndefined()
  })
})
