import type { Json } from '../../model/field.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { asObject, integerAt, type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'
import { type Here, idAt } from './here.ts'
import { emitMessage } from './messages.ts'
import { firstOf, type Stream } from './twins.ts'

type EventType = RecordOf<'sessionEvent'>['type']

export const emitEvent = (here: Here, type: EventType, details: { [key: string]: Json | undefined } = {}) => {
  const position = here.next()
  const known = Object.entries(details).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  here.emit({
    kind: 'sessionEvent',
    id: idAt(here, position),
    session: here.session,
    at: here.at,
    position,
    type,
    details: Object.fromEntries(known),
  })
}

export const planEvent = (
  here: Here,
  details: { step: 'entered' | 'proposed' | 'accepted' | 'refused'; plan?: string },
) => emitEvent(here, 'plan', details)

/** `turn_context`: in which folder, with which model and under which rules the next messages are made. */
export const turnContext = (payload: JsonObject, here: Here, quiet = false) => {
  const { state } = here
  const collaboration = objectAt(payload, 'collaboration_mode')
  const model = stringAt(payload, 'model') ?? stringAt(objectAt(collaboration, 'settings'), 'model')
  const effort = stringAt(payload, 'effort') ?? stringAt(objectAt(collaboration, 'settings'), 'reasoning_effort')
  const approval = payload.approval_policy
  const policy = stringAt(payload, 'approval_policy') ?? Object.keys(asObject(approval) ?? {})[0]
  const planning = stringAt(collaboration, 'mode') === 'plan'
  const mode = planning ? 'plan' : policy
  const before = { model: state.model, effort: state.effort, mode: state.mode }
  state.cwd = stringAt(payload, 'cwd') ?? state.cwd
  state.firstCwd ??= state.cwd
  state.serviceTier = stringAt(payload, 'service_tier')
  state.model = model ?? state.model
  state.effort = effort
  state.mode = mode ?? state.mode
  if (quiet) return
  if (state.model && !state.models.includes(state.model)) state.models.push(state.model)
  if (state.model && (state.model !== before.model || state.effort !== before.effort))
    emitEvent(here, 'model', { model: state.model, effort: state.effort })
  if (state.mode && state.mode !== before.mode) {
    emitEvent(here, 'permission-mode', { mode: state.mode })
    if (planning) planEvent(here, { step: 'entered' })
  }
}

export const taskStarted = (_: JsonObject, here: Here) => {
  here.state.running = true
  here.state.active = false
  here.state.open.clear()
}

const taskOver = (payload: JsonObject, here: Here) => {
  const durationMs = integerAt(payload, 'duration_ms')
  if (durationMs !== undefined && durationMs >= 0) emitEvent(here, 'turn-duration', { durationMs })
  here.state.running = false
  here.state.active = false
  here.state.ends.clear()
}

export const taskComplete = (payload: JsonObject, here: Here) => {
  const error = objectAt(payload, 'error')
  if (error) apiError(error, here)
  taskOver(payload, here)
}

/** `turn_aborted`: the human stopped the agent, or something else ended the turn early. */
export const turnAborted = (payload: JsonObject, here: Here) => {
  const reason = stringAt(payload, 'reason')
  const duringTool = here.state.open.size > 0
  if (reason === 'interrupted') emitEvent(here, 'interruption', duringTool ? { duringTool } : {})
  else here.tally.skipped(`turn_aborted ${reason ?? 'without reason'}`)
  taskOver(payload, here)
}

/** `error`, `stream_error` and the error of a failed task. */
export const apiError = (payload: JsonObject, here: Here) => {
  const info = payload.codex_error_info
  const status = typeof info === 'string' ? info : Object.keys(asObject(info) ?? {})[0]
  const code = integerAt(asObject(asObject(info)?.[status ?? '']), 'http_status_code')
  const message = stringAt(payload, 'message') ?? stringAt(payload, 'additional_details')
  emitEvent(here, 'api-error', { status: code ?? status, message })
}

/** `thread_name_updated`: the desktop program names threads by itself, the others when told to. */
export const threadNamed = (payload: JsonObject, here: Here) => {
  const title = stringAt(payload, 'thread_name')
  if (title === undefined) return here.tally.skipped('thread_name_updated without name')
  const source = here.state.header?.entrypoint?.includes('Desktop') ? 'agent' : 'human'
  emitEvent(here, 'title', { title, source })
}

/** A compaction, which `compacted` lines, events and items tell alike. */
export const compaction = (here: Here, stream: Stream) => {
  if (!firstOf(here.state, 'compaction', stream, '')) return
  emitEvent(here, 'compaction', { preTokens: here.state.context })
}

/** `compacted`: the summary that stands for the history from here on; empty where the provider keeps it. */
export const compacted = (payload: JsonObject, here: Here) => {
  compaction(here, 'r')
  const summary = stringAt(payload, 'message')
  if (summary) emitMessage(here, 'summary', summary)
}

/** A plan that the agent laid before the human. */
export const planProposed = (item: JsonObject, here: Here) => {
  const plan = stringAt(item, 'text')
  if (plan === undefined) return here.tally.skipped('plan without text')
  planEvent(here, { step: 'proposed', plan })
  here.state.planProposed = true
}
