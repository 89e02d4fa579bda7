import { body, id, instant, integer, one } from '../field.ts'
import { defineRecord } from '../record.ts'
import { logLine } from './log-line.ts'

export const message = defineRecord('message', {
  doc: 'A text of the agent, or one that the agent program put before it: everything readable that is neither prompt nor tool.',
  key: ['id'],
  conflict: 'first',
  fields: {
    id: id("The log line's uuid with the block's index (`<uuid>#0`), else `<session>@<position>`"),
    session: id('The session'),
    at: instant('When'),
    position: integer('Byte offset in the log, plus the index within the line'),
    logLine,
    form: one(
      ['answer', 'thinking', 'summary', 'notice', 'command-output'],
      'An answer; thinking; the summary that a compaction leaves; what the program told the agent; output of a command or shell line of the human',
    ),
    model: id('The model that wrote it').maybe(),
    text: body('The text'),
  },
})
