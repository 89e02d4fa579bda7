import { expect, test } from 'vitest'
import { lineAt, parseLines, session, userAt } from './testing.ts'

const queue = (second: number, operation: string, content?: string) => {
  const { uuid: _uuid, ...line } = lineAt(second, 'queue-operation', { operation, ...(content ? { content } : {}) })
  return line
}
const turns = (lines: Parameters<typeof parseLines>[0]) =>
  parseLines(lines)
    .of('turn')
    .map(({ origin, text }) => [origin, text])

test('a prompt taken up after the task has a user line, and is told as queued', () => {
  expect(turns([queue(0, 'enqueue', 'and then?'), queue(1, 'dequeue'), userAt(2, 'and then?')])).toEqual([
    ['queued', 'and then?'],
  ])
})

test('a prompt that goes into the running task is told by its removal alone', () => {
  const { of, events } = parseLines([queue(0, 'enqueue', 'round it'), queue(1, 'remove')])
  expect(of('turn')).toMatchObject([
    { id: `claude-code:${session}@100`, origin: 'steered', text: 'round it', human: true, position: 100 },
  ])
  expect(events).toEqual([
    ['queued-prompt', { operation: 'enqueue', text: 'round it' }],
    ['queued-prompt', { operation: 'remove', text: 'round it' }],
  ])
})

test('the attachment of newer versions tells of the same prompt, not of another', () => {
  const attachment = lineAt(2, 'attachment', { attachment: { type: 'queued_command', prompt: 'round it' } })
  expect(turns([queue(0, 'enqueue', 'round it'), queue(1, 'remove'), attachment])).toHaveLength(1)
  expect(turns([queue(0, 'enqueue', 'round it'), attachment, queue(3, 'remove')])).toHaveLength(1)
})

test('a prompt taken back to be edited was not given', () => {
  expect(turns([queue(0, 'enqueue', 'roundd'), queue(1, 'popAll', 'roundd')])).toEqual([])
})

test("the program's commands and notices are not given to the agent", () => {
  expect(turns([queue(0, 'enqueue', '/config'), queue(1, 'remove')])).toEqual([])
  expect(turns([queue(0, 'enqueue', '<task-notification>x</task-notification>'), queue(1, 'remove')])).toEqual([])
  expect(turns([queue(0, 'enqueue', '{"task_id":"b1"}'), queue(1, 'enqueue', 'go on'), queue(2, 'remove')])).toEqual([
    ['steered', 'go on'],
  ])
})
