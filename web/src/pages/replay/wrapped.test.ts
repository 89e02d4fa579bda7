import { expect, test } from 'vitest'
import { numberedFile, unwrapNotice, unwrapOutput } from './wrapped.ts'

test('a message about a background task says what happened, without its tags', () => {
  const text = `<task-notification>
<task-id>b1</task-id>
<status>completed</status>
<summary>Agent "Review" completed</summary>
<result># Found
Nothing <result> bad</result>
</task-notification>`
  expect(unwrapNotice(text)).toEqual({ title: 'Agent "Review" completed', text: '# Found\nNothing <result> bad' })
  expect(unwrapNotice('<task-notification><status>failed</status>')).toEqual({
    title: 'A background task failed',
    text: '',
  })
})

test('a message of a teammate says who wrote it', () => {
  const text = '<teammate-message teammate_id="tests" color="blue">\nAll pass.\n</teammate-message>'
  expect(unwrapNotice(text)).toEqual({ title: 'tests wrote', text: 'All pass.' })
})

test('a skill is told by its name', () => {
  expect(unwrapNotice('Base directory for this skill: /home/ana/.claude/skills/review\n\n# Review')).toEqual({
    title: 'The skill review',
    text: '# Review',
  })
  expect(unwrapNotice('Anything else <task-notification>')).toBeUndefined()
})

test('what stands around an output is taken off, and what was told beside it kept apart', () => {
  expect(unwrapOutput('<tool_use_error>No such file</tool_use_error>').text).toBe('No such file')
  expect(unwrapOutput('1→a\n<system-reminder>\nMind it\n</system-reminder>')).toEqual({
    text: '1→a',
    asides: ['Mind it'],
  })
  const ended = '<retrieval_status>success</retrieval_status>\n<status>failed</status>\n<output>\nno\n</output>'
  expect(unwrapOutput(ended)).toEqual({ text: 'no', asides: ['retrieval status: success', 'status: failed'] })
  expect(unwrapOutput('plain <system-reminder> text').text).toBe('plain <system-reminder> text')
})

test('a file comes back without the numbers of its lines, and only where all lines have theirs', () => {
  expect(numberedFile('    9→a\n   10→\tb')).toEqual({ text: 'a\n\tb', first: 9 })
  expect(numberedFile('1→a\n3→b')).toBeUndefined()
  expect(numberedFile('no numbers')).toBeUndefined()
})
