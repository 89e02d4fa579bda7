import type { Json } from '../../model/field.ts'
import { arrayAt, asObject, integerAt, type JsonObject, objectAt, stringAt, trueAt } from '../jsonl/index.ts'
import { emitEvent, type Place, type Scribe } from './scribe.ts'
import { readUser } from './user.ts'

type Read = (scribe: Scribe, place: Place, value: JsonObject) => void

const readCompaction: Read = (scribe, place, value) => {
  scribe.state.compacted = true
  emitEvent(scribe, place, 'compaction', compaction(objectAt(value, 'compactMetadata')))
}

const readMicroCompaction: Read = (scribe, place, value) =>
  emitEvent(scribe, place, 'compaction', { ...compaction(objectAt(value, 'microcompactMetadata')), micro: true })

const compaction = (metadata: JsonObject | undefined): JsonObject => {
  const trigger = stringAt(metadata, 'trigger')
  const preTokens = integerAt(metadata, 'preTokens')
  return { ...(trigger === undefined ? {} : { trigger }), ...(preTokens === undefined ? {} : { preTokens }) }
}

const readTurnDuration: Read = (scribe, place, value) => {
  const durationMs = integerAt(value, 'durationMs')
  if (durationMs !== undefined) emitEvent(scribe, place, 'turn-duration', { durationMs })
}

const readStopHooks: Read = (scribe, place, value) => {
  const commands = (arrayAt(value, 'hookInfos') ?? []).flatMap((info) => stringAt(asObject(info), 'command') ?? [])
  const durations = (arrayAt(value, 'hookInfos') ?? []).map((info) => integerAt(asObject(info), 'durationMs'))
  const durationMs = Math.max(-1, ...durations.flatMap((duration) => duration ?? []))
  const errors = (arrayAt(value, 'hookErrors') ?? []).flatMap((error) => (typeof error === 'string' ? [error] : []))
  emitEvent(scribe, place, 'hook-result', {
    event: 'Stop',
    hooks: commands,
    ...(errors.length > 0 ? { errors } : {}),
    ...(trueAt(value, 'preventedContinuation') ? { prevented: true } : {}),
    ...(durationMs < 0 ? {} : { durationMs }),
  })
}

const readApiError: Read = (scribe, place, value) => {
  const error = objectAt(value, 'error')
  const status = integerAt(error, 'status')
  const attempt = integerAt(value, 'retryAttempt')
  const message = innermostMessage(value.error)
  emitEvent(scribe, place, 'api-error', {
    ...(status === undefined ? {} : { status }),
    ...(message === undefined ? {} : { message }),
    ...(attempt === undefined ? {} : { attempt }),
  })
}

/** The API wraps its errors up to three times: `{error: {error: {message}}}`; those of the network have a `cause`. */
const innermostMessage = (error: Json | undefined): string | undefined => {
  let message: string | undefined
  let object = asObject(error)
  for (let level = 0; object !== undefined && level < 4; level++) {
    message = stringAt(object, 'message') ?? stringAt(object, 'code') ?? message
    object = objectAt(object, 'error') ?? objectAt(object, 'cause')
  }
  return message
}

/** A command that the program ran by itself, and what it printed: written as user lines in other versions. */
const readLocalCommand: Read = (scribe, place, value) => {
  const content = stringAt(value, 'content')
  if (content !== undefined) readUser(scribe, place, { message: { content } })
}

const readNothing: Read = (scribe, _place, value) => scribe.tally.skipped(`system:${stringAt(value, 'subtype')}`)

const subtypes: Readonly<Record<string, Read>> = {
  compact_boundary: readCompaction,
  microcompact_boundary: readMicroCompaction,
  turn_duration: readTurnDuration,
  stop_hook_summary: readStopHooks,
  api_error: readApiError,
  local_command: readLocalCommand,
  bridge_status: readNothing,
  informational: readNothing,
  away_summary: readNothing,
  memory_saved: readNothing,
  agents_killed: readNothing,
  permission_retry: readNothing,
  scheduled_task_fire: readNothing,
  api_metrics: readNothing,
}

/** A line of type `system`. */
export const readSystem = (scribe: Scribe, place: Place, value: JsonObject): void => {
  const subtype = stringAt(value, 'subtype') ?? 'none'
  if (Object.hasOwn(subtypes, subtype)) subtypes[subtype]!(scribe, place, value)
  else scribe.tally.unknown(`system:${subtype.slice(0, 40)}`)
}
