import { asObject, integerAt, type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'
import { promptOf } from './prompt.ts'
import { cameFromQueue, emitSteered } from './queue.ts'
import { emitEvent, emitMessage, type Place, type Scribe } from './scribe.ts'

/** What hooks can leave. Those with `error` in their name failed. */
const hooks = new Set([
  'hook_success',
  'hook_blocking_error',
  'hook_non_blocking_error',
  'hook_error_during_execution',
  'hook_cancelled',
  'hook_stopped_continuation',
])

/**
 * A line of type `attachment` (from 2.1.90 on): what the program put before the agent beside the prompt. Of interest
 * are prompts that came while the agent worked, and results of hooks; the rest is the program's own.
 */
export const readAttachment = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const attachment = objectAt(value, 'attachment')
  const type = stringAt(attachment, 'type')
  if (attachment === undefined || type === undefined) scribe.tally.unknown('attachment without type')
  else if (type === 'queued_command') readQueuedCommand(scribe, place, attachment)
  else if (hooks.has(type)) readHook(scribe, place, type, attachment)
  else scribe.tally.skipped(`attachment:${type.slice(0, 40)}`)
}

/** A prompt that went into the running task. */
const readQueuedCommand = (scribe: Scribe, place: Place, attachment: JsonObject): void => {
  const prompt = promptOf(textOf(attachment))
  if (prompt.is === 'prompt' || prompt.is === 'command') {
    cameFromQueue(scribe, prompt.text)
    if (attachment.commandMode === 'task-notification') emitMessage(scribe, place, 0, 'notice', prompt.text)
    else emitSteered(scribe, place, prompt.text)
  } else if (prompt.is === 'notice') {
    cameFromQueue(scribe, prompt.text)
    emitMessage(scribe, place, 0, 'notice', prompt.text)
  }
}

const textOf = (attachment: JsonObject): string => {
  const prompt = attachment.prompt
  if (typeof prompt === 'string') return prompt
  if (!Array.isArray(prompt)) return ''
  return prompt.flatMap((block) => stringAt(asObject(block), 'text') ?? []).join('\n')
}

const readHook = (scribe: Scribe, place: Place, type: string, attachment: JsonObject): void => {
  const event = stringAt(attachment, 'hookEvent')
  const command = stringAt(attachment, 'command')
  const durationMs = integerAt(attachment, 'durationMs')
  const blocking = objectAt(attachment, 'blockingError')
  const error = stringAt(blocking, 'blockingError') ?? stringAt(attachment, 'stderr') ?? stringAt(attachment, 'content')
  const failed = type.includes('error')
  const prevented = type === 'hook_blocking_error' || type === 'hook_stopped_continuation'
  emitEvent(scribe, place, 'hook-result', {
    ...(event === undefined ? {} : { event }),
    hooks: command === undefined ? [] : [command],
    ...(failed && error !== undefined ? { errors: [error.slice(0, 4000)] } : {}),
    ...(prevented ? { prevented } : {}),
    ...(durationMs === undefined ? {} : { durationMs }),
  })
}
