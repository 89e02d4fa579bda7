import { details, id, instant, integer, one } from '../field.ts'
import { defineRecord } from '../record.ts'
import { logLine } from './log-line.ts'

/** What can happen in a session beside prompts, answers and tools. The shape of `details` is given for each. */
const sessionEventTypes = [
  /** `{}` or `{duringTool: true}`: the human stopped the agent. */
  'interruption',
  /** `{call, hint?}`: the human refused a tool call. */
  'rejection',
  /** `{trigger?: 'auto'|'manual', preTokens?, micro?: true}` */
  'compaction',
  /** `{step: 'entered'|'proposed'|'accepted'|'refused', plan?}` */
  'plan',
  /** `{mode}`: permission or collaboration mode changed. */
  'permission-mode',
  /** `{status?, message?, attempt?}` */
  'api-error',
  /** `{operation: 'enqueue'|'dequeue'|'remove'|'popAll', text?}` */
  'queued-prompt',
  /** `{title, source: 'human'|'agent'|'summary'}` */
  'title',
  /** `{number, url, repository}` */
  'pr-link',
  /** `{event?, hooks?, errors?, prevented?, durationMs?}` */
  'hook-result',
  /** `{durationMs}`: the agent's own measure of a turn. */
  'turn-duration',
  /** `{model, effort?}` */
  'model',
  /** `{text}`: a task list as it stands: `{items: [{text, status}]}`. */
  'task-list',
] as const

export const sessionEvent = defineRecord('sessionEvent', {
  doc: 'Something that happened in a session beside prompts, answers and tools.',
  key: ['id'],
  conflict: 'first',
  fields: {
    id: id("The log line's uuid with the type (`<uuid>#compaction`), else `<session>@<position>`"),
    session: id('The session'),
    at: instant('When'),
    position: integer('Byte offset in the log, plus the index within the line'),
    logLine,
    type: one(sessionEventTypes, 'What happened'),
    details: details('Its particulars'),
  },
})
