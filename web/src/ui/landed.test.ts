import { expect, test } from 'vitest'
import { type Landed, landedInWords, landedShort } from './landed.ts'

const lines = (over: Partial<NonNullable<Landed>>): Landed =>
  ({ standing: 400, standingLanded: 368, landed: 380, landedShare: 0.92, survival: [], ...over }) as Landed

const after = (days: number, known: number, alive: number) => ({
  days,
  known,
  alive,
  share: known ? alive / known : null,
})

test('the landed share is said where it is known, and that it is not where it is not', () => {
  expect(landedShort(lines({}))).toBe('92 % landed')
  expect(landedShort(lines({ standingLanded: 0, landedShare: 0, committed: 3 }))).toBe('committed, not landed')
  expect(landedShort(lines({ standingLanded: 0, landedShare: 0, committed: 0 }))).toBe('not committed')
  expect(landedShort(null)).toBe('landed: not known yet')
  expect(landedShort(lines({ landedShare: null }))).toBeUndefined()
  expect(landedInWords(undefined)).toBeUndefined()
})

test('survival is that after the longest time of which anything is known, and of how many lines', () => {
  expect(landedInWords(lines({ survival: [after(7, 380, 380), after(30, 380, 190), after(90, 0, 0)] }))).toBe(
    'Of 400 lines that stood at its end 368 came to the default branch (92 %); 50 % of those that landed stood 30 days later.',
  )
  expect(landedInWords(lines({ survival: [after(7, 100, 90)] }))).toContain(
    '90 % of 100 that landed so long ago stood 7',
  )
})
