import { count, dollars, duration, plural, short } from '../../ui/format.ts'
import type { Line } from './outline.ts'
import { shortPath } from './paths.ts'
import type { TurnCost } from './turn-costs.ts'

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
export const doneBy = (call: Call): string => actions[call.action] ?? toolName(call.tool)

/** The name of a tool as people say it: `linear: get_issue` for one that a server offers. */
const toolName = (tool: string): string => {
  const [, server, name] = /^mcp__(.{1,80}?)__(.{1,80})$/.exec(tool) ?? []
  return server === undefined ? tool : `${server.replace(/^plugin_/, '').replace(/[-_]server$/, '')}: ${name}`
}

/** What a call acted on, in one line. */
export const actedOn = (call: Call, workingDirectory: string | null | undefined): string => {
  const { target } = call
  if (target === null) return actions[call.action] === undefined ? '' : toolName(call.tool)
  return target.startsWith('/') ? shortPath(target, workingDirectory) : target
}

/** So long after its call a result may still come. */
const patienceMs = 60 * 60_000

/** How a call ended, as a word; undefined where it simply worked. `live`: the session is going on. */
export const endedAs = ({ status, exitCode, at }: Call, live: boolean): string | undefined => {
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
      return live && Date.now() - Date.parse(at) < patienceMs ? 'running' : 'no result'
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
      return textOf(details.hint) === undefined ? 'Refused by the person' : 'Refused by the person, who said'
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
  plan: 'from a plan',
}

const turns: Readonly<Record<string, string>> = {
  agent: 'Task from the agent above',
  notice: 'Automatic message',
  command: 'Command',
  shell: 'Shell line',
}

/** A prompt as one text: a command is said once, also where the prompt repeats it. */
export const promptText = ({ command, text }: Turn): string =>
  command === null || text.trimStart().startsWith(command) ? text : `${command} ${text}`

/** What a prompt is. */
export const turnName = ({ origin, human }: Turn): string => turns[origin] ?? (human ? 'Prompt' : 'Task')

const modes: Readonly<Record<string, string>> = {
  plan: 'in plan mode',
  acceptEdits: 'edits accepted',
  bypassPermissions: 'all permitted',
}

/** How a prompt came, where it was not simply typed, and what came with it. */
export const cameAs = ({ origin, mode, images }: Turn): readonly string[] =>
  [
    origins[origin],
    mode === null ? undefined : modes[mode],
    images > 0 ? `${plural(images, 'picture')}, not kept` : undefined,
  ].filter((part) => part !== undefined)

/** What a prompt led to, in a few figures. */
export const costInWords = (cost: TurnCost): readonly string[] =>
  [
    cost.ms >= 1000 ? duration(cost.ms) : undefined,
    cost.calls > 0
      ? `${plural(cost.calls, 'tool call')}${cost.failed > 0 ? `, ${count(cost.failed)} failed` : ''}`
      : undefined,
    cost.files > 0 ? `${plural(cost.files, 'file')} +${count(cost.added)} −${count(cost.removed)}` : undefined,
    cost.contextTokens === undefined ? undefined : `context ${short(cost.contextTokens)}`,
    cost.outputTokens > 0 ? `${cost.atLeast ? '≥ ' : ''}${short(cost.outputTokens)} written` : undefined,
    cost.costUsd > 0 ? dollars(cost.costUsd, cost.atLeast) : undefined,
  ].filter((part) => part !== undefined)

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
  (line.kind === 'event' &&
    (line.type === 'task-list' ||
      (line.type === 'plan' && line.details.plan !== undefined) ||
      (line.type === 'api-error' && line.details.message !== undefined)))

/** What happened, in a few words. */
export const inShort = (line: Line): string => {
  switch (line.kind) {
    case 'turn':
      return `${turnName(line)}: ${promptText(line)}`
    case 'message':
      return formOf(line.form) ?? 'Answer'
    case 'toolCall':
      return `${doneBy(line)} ${actedOn(line, undefined)}${line.status === 'error' ? ', failed' : ''}`
    case 'event':
      return told(line)
    case 'commit':
      return `Commit ${line.sha}: ${line.subject}`
  }
}
