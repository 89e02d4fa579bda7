import { flag, id, instant, integer, one, text } from '../field.ts'
import { defineRecord } from '../record.ts'
import { logLine } from './log-line.ts'

/**
 * How a prompt came: `typed`; `queued` while the agent worked and taken up afterwards; `steered` into the running
 * task; a slash `command`; a `shell` line of the human's; an accepted `plan` that a fresh session starts from; the
 * task that another `agent` gave to a subagent; an automatic `notice` (a background task ended, a teammate wrote).
 */
const promptOrigins = ['typed', 'queued', 'steered', 'command', 'shell', 'plan', 'agent', 'notice'] as const

export const turn = defineRecord('turn', {
  doc: 'One prompt; all that the agent does until the next prompt of the session belongs to it.',
  key: ['id'],
  conflict: 'first',
  fields: {
    id: id("The log line's uuid, else `<session>@<position>`"),
    session: id('The session'),
    at: instant('When it was given'),
    position: integer('Byte offset in the log, plus the index within the line: orders the records of one session'),
    logLine,
    origin: one(promptOrigins, 'How it came'),
    text: text('The prompt as the human wrote it, without what the agent program wrapped around it'),
    command: text('The slash command, for `command`: `/review`').maybe(),
    images: integer('Pictures attached').maybe(),
    mode: id(
      'Permission mode it was given in: `default`, `plan`, `acceptEdits`, `bypassPermissions`, `on-request`',
    ).maybe(),
    human: flag('Whether a human gave it (not `agent`, not `notice`)'),
  },
})
