import { count, plural, short } from '../../ui/format.ts'
import type { Line } from './outline.ts'

type Call = Extract<Line, { kind: 'toolCall' }>
type Event = Extract<Line, { kind: 'event' }>
type Turn = Extract<Line, { kind: 'turn' }>

const actions: Readonly<Record<string, string>> = {
  read: 'Read',
  search: 'Searched',
  edit: 'Edited',
  run: 'Ran',
  web: 'Looked up',
  delegate: 'Delegated',
  plan: 'Planned',
  ask: 'Asked',
  skill: 'Used a skill',
}

/** What a call did, in a word or two. */
export const doneBy = (call: Call): string => actions[call.action] ?? call.tool

/** How a call ended, as a word; undefined where it simply worked. */
export const endedAs = ({ status, exitCode }: Call): string | undefined => {
  switch (status) {
    case 'ok':
      return undefined
    case 'error':
      return exitCode === null ? 'failed' : `failed (${exitCode})`
    case 'rejected':
      return 'refused'
    case 'interrupted':
      return 'interrupted'
    case 'background':
      return 'in the background'
    case null:
      return 'no result'
    default:
      return status
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const withText = (start: string, value: unknown): string => {
  const text = textOf(value)
  return text === undefined ? start : `${start}: ${text}`
}

const steps: Readonly<Record<string, string>> = {
  entered: 'Began to plan',
  proposed: 'Proposed a plan',
  accepted: 'The plan was accepted',
  refused: 'The plan was refused',
}

/** What an event was, in a line. */
export const told = ({ type, details }: Event): string => {
  switch (type) {
    case 'interruption':
      return details.duringTool === true ? 'Interrupted while a tool ran' : 'Interrupted'
    case 'rejection':
      return withText('A tool call was refused', details.hint)
    case 'compaction': {
      const from = typeof details.preTokens === 'number' ? ` at ${short(details.preTokens)} tokens` : ''
      return `Context compacted${from}${details.trigger === 'manual' ? ', as asked for' : ''}`
    }
    case 'plan':
      return steps[String(details.step)] ?? 'Plan'
    case 'permission-mode':
      return withText('Permission mode', details.mode)
    case 'api-error':
      return withText(
        `The API failed${details.status === undefined ? '' : ` (${String(details.status)})`}`,
        details.message,
      )
    case 'pr-link':
      return `Pull request #${String(details.number)} in ${String(details.repository)}`
    case 'model':
      return withText('Model', details.model)
    case 'task-list': {
      const items = Array.isArray(details.items) ? (details.items as { status?: unknown }[]) : []
      const done = items.filter((item) => item?.status === 'completed').length
      return items.length === 0 ? 'Task list' : `Task list: ${count(done)} of ${plural(items.length, 'task')} done`
    }
    default:
      return type
  }
}

const origins: Readonly<Record<string, string>> = {
  queued: 'queued',
  steered: 'while it worked',
  shell: 'shell',
  plan: 'from a plan',
  agent: 'from the agent above',
  notice: 'automatic',
}

/** How a prompt came, where it was not simply typed. */
export const cameAs = ({ origin }: Turn): string | undefined => origins[origin]

const forms: Readonly<Record<string, string>> = {
  thinking: 'Thinking',
  summary: 'Summary after a compaction',
  notice: 'Told by the program',
  'command-output': 'Output of a command',
}

/** What a message is that is no answer; undefined for an answer. */
export const formOf = (form: string): string | undefined => (form === 'answer' ? undefined : (forms[form] ?? form))

/** Whether a row shows all it has only when it is opened. */
export const folds = (line: Line): boolean =>
  line.kind === 'toolCall' ||
  (line.kind === 'message' && line.form !== 'answer') ||
  (line.kind === 'event' && ['plan', 'task-list', 'api-error'].includes(line.type))
