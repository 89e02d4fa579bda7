import { type JsonObject, stringAt } from '../jsonl/index.ts'
import { emitEvent, type Place, type Scribe } from './scribe.ts'
import type { Queued } from './state.ts'

/** Texts that are remembered of each kind. */
const most = 50

/** Milliseconds within which two lines tell of the same prompt. */
const sameMoment = 60_000

const operations = ['enqueue', 'dequeue', 'remove', 'popAll'] as const

/**
 * What happens to prompts given while the agent works.
 *
 * - `enqueue` with the text, then
 * - `dequeue` when the task is done: a user line with the text follows; or
 * - `remove` when the prompt goes into the running task: in most versions no user line ever shows it; newer ones log
 *   an attachment `queued_command`; or
 * - `popAll` with the text, when the human takes it back to edit it.
 *
 * Notices of the program (`<task-notification>`, `{"task_id"`) go through the same queue. `dequeue` and `remove` do not
 * say which entry they mean: it is the human's first one, if there is one.
 */
export const readQueueOperation = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const operation = operations.find((name) => name === value.operation)
  if (operation === undefined) {
    scribe.tally.unknown(`queue-operation:${String(value.operation).slice(0, 40)}`)
    return
  }
  const queued = apply(scribe, operation, stringAt(value, 'content')?.trim())
  if (queued === undefined || !queued.human) {
    scribe.tally.skipped('queue-operation of a notice')
    return
  }
  emitEvent(scribe, place, 'queued-prompt', { operation, text: queued.text })
  if (operation === 'remove' && !isBuiltIn(queued.text)) emitSteered(scribe, place, queued.text)
}

const apply = (
  scribe: Scribe,
  operation: (typeof operations)[number],
  text: string | undefined,
): Queued | undefined => {
  const state = scribe.state
  if (operation === 'enqueue') {
    if (text === undefined || text.startsWith('{"task_id"')) return undefined
    const queued = { text, human: !text.startsWith('<') }
    state.queue = [...state.queue, queued].slice(-most)
    return queued
  }
  const known = operation === 'popAll' ? state.queue.find((queued) => queued.text === text) : undefined
  const queued = known ?? state.queue.find(({ human }) => human) ?? state.queue[0]
  state.queue = state.queue.filter((other) => other !== queued)
  if (operation === 'dequeue' && queued !== undefined) state.taken = [...state.taken, queued.text].slice(-most)
  return queued
}

/** Emits a prompt that went into the running task, unless another line told of it just before. */
export const emitSteered = (scribe: Scribe, place: Place, text: string): void => {
  const state = scribe.state
  const told = state.steered.find((other) => other.text === text && Math.abs(place.at - other.at) < sameMoment)
  if (told !== undefined) {
    state.steered = state.steered.filter((other) => other !== told)
    return
  }
  state.steered = [...state.steered, { text, at: place.at }].slice(-most)
  const command = /^\/\S+/.exec(text)?.[0]
  scribe.emit({
    kind: 'turn',
    id: place.uuid ?? `${place.session}@${place.line.offset}`,
    session: place.session,
    at: place.at,
    position: place.line.offset,
    origin: command === undefined ? 'steered' : 'command',
    text,
    ...(command === undefined ? {} : { command }),
    ...(scribe.state.mode === undefined ? {} : { mode: scribe.state.mode }),
    human: true,
  })
}

/** Whether a prompt came out of the queue; what came is no longer waited for. */
export const cameFromQueue = (scribe: Scribe, text: string): boolean => {
  const state = scribe.state
  if (state.taken.includes(text)) {
    state.taken = state.taken.filter((other) => other !== text)
    return true
  }
  const queued = state.queue.find((other) => other.text === text)
  state.queue = state.queue.filter((other) => other !== queued)
  return queued !== undefined
}

const builtIn = new Set(
  'add-dir agents bug clear compact config context cost doctor exit export fast feedback help hooks ide login logout mcp memory model output-style permissions plan plugin privacy-settings quit rate-limit-options release-notes remote-control rename resume rewind sandbox skills stats status statusline tasks terminal-setup theme todos upgrade usage vim'.split(
    ' ',
  ),
)

/** Whether a command is the program's own, which never goes to the agent. */
const isBuiltIn = (text: string): boolean => {
  const name = /^\/(\S+)/.exec(text)?.[1]
  return name !== undefined && builtIn.has(name)
}
