import { expect, test } from 'vitest'
import { evidenceInWords, shareInWords, sureness } from './behind-words.ts'

test('what a session was found by is said in plain words, exact evidence before lines', () => {
  expect(evidenceInWords({ confidence: 'certain', methods: ['content', 'printed'], lines: 96 }, 120)).toBe(
    "git printed its id there; of its 120 counted lines 96 were found in this session's edits",
  )
  expect(evidenceInWords({ confidence: 'likely', methods: ['content'], lines: 1 }, 2)).toBe(
    "of its 2 counted lines 1 was found in this session's edits",
  )
  expect(evidenceInWords({ confidence: 'certain', methods: ['printed'], lines: 0 }, 10)).toContain(
    'none of its counted',
  )
  expect(evidenceInWords({ confidence: 'undecided', methods: ['note'], lines: 0 }, 10)).toContain('contradict')
})

test('what names a commit of a pull request does not name the pull request', () => {
  expect(evidenceInWords({ confidence: 'certain', methods: ['checkpoint'], lines: 2 }, 4, 'pull request')).toBe(
    "a checkpoint of the session names a commit of it; of its 4 counted lines 2 were found in this session's edits",
  )
})

test('of a commit that only removes, the lines are those that it removes', () => {
  expect(evidenceInWords({ confidence: 'likely', methods: ['content'], lines: 7 }, 0)).toBe(
    "7 of the lines that it removes were found in this session's edits",
  )
})

test('a method that came later is said by its name', () => {
  expect(evidenceInWords({ confidence: 'certain', methods: ['telepathy'], lines: 0 }, null)).toBe('telepathy')
  expect(sureness({ confidence: 'contributed' })).toBe('In part')
})

test('a share is said only where lines count', () => {
  expect(shareInWords(1200, 300)).toBe('300 of 1,200 counted lines (25 %)')
  expect(shareInWords(0, 0)).toBeUndefined()
  expect(shareInWords(null, null)).toBeUndefined()
})
