import type { Json } from '../../model/field.ts'
import { integerAt, type JsonObject, keptWhole, numberAt, objectAt, stringAt } from '../jsonl/index.ts'
import { callIdOf, type Here } from './here.ts'
import type { Outcome } from './output.ts'
import type { Action } from './tool-names.ts'

/** Levels of nesting that an input may have and still be kept. */
export const deepest = 64

/** Milliseconds that an event says something took: `duration: {secs, nanos}`, or `duration_ms`. */
export const durationIn = (payload: JsonObject): number | undefined => {
  const duration = objectAt(payload, 'duration')
  if (duration === undefined) return integerAt(payload, 'duration_ms')
  const exact = (numberAt(duration, 'secs') ?? 0) * 1000 + (numberAt(duration, 'nanos') ?? 0) / 1e6
  return Number.isSafeInteger(Math.round(exact)) ? Math.round(exact) : undefined
}

/** Whether the call has an item of its own in the log, which is then where its records come from. */
export const standing = (here: Here, call: string): 'open' | 'closed' | 'absent' => {
  if (here.state.open.has(call)) return 'open'
  return here.state.closed.includes(call) ? 'closed' : 'absent'
}

export interface Nested {
  readonly call: string
  readonly tool: string
  readonly action: Action
  readonly target: string | undefined
  readonly input: Json
  readonly durationMs: number | undefined
}

/** A call that a script of the tool `exec` made: events are its only trace. */
export const emitNested = (here: Here, nested: Nested) => {
  here.state.active = true
  here.emit({
    kind: 'toolCall',
    id: callIdOf(here, nested.call),
    session: here.session,
    at: here.at - (nested.durationMs ?? 0),
    position: here.next(),
    tool: nested.tool,
    action: nested.action,
    target: nested.target,
    input: keptWhole(nested.input, deepest),
  })
}

export const statusIn = (payload: JsonObject, failed: boolean): Outcome['status'] => {
  const status = stringAt(payload, 'status')
  if (status === 'declined') return 'rejected'
  return failed || status === 'failed' ? 'error' : 'ok'
}
