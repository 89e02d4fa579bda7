import type { Json } from '../../model/field.ts'
import { asObject, type JsonObject, stringAt } from '../jsonl/index.ts'
import { callIdOf, type Here } from './here.ts'

const emitChild = (here: Here, call: string, child: string) => {
  if (here.session === `codex:${child}`) return
  here.emit({
    kind: 'session',
    id: `codex:${child}`,
    agent: 'codex',
    logId: child,
    parent: here.session,
    parentCall: callIdOf(here, call),
    startedAt: here.at,
    endedAt: here.at,
  })
}

/** The subagent that a call of `spawn_agent` started, from its output: `{"agent_id": "..."}`. */
export const linkSubagent = (here: Here, call: string, output: string) => {
  if (!output.startsWith('{')) return
  try {
    const child = stringAt(asObject(JSON.parse(output) as Json), 'agent_id')
    if (child) emitChild(here, call, child)
  } catch {
    here.tally.skipped('spawn_agent output unread')
  }
}

/** `collab_agent_spawn_end`, and `sub_agent_activity` of the kind `started`: a call started a subagent. */
export const subagentStarted = (payload: JsonObject, here: Here) => {
  const kind = stringAt(payload, 'kind')
  const call = stringAt(payload, 'call_id') ?? stringAt(payload, 'event_id')
  const child = stringAt(payload, 'new_thread_id') ?? stringAt(payload, 'agent_thread_id')
  if (call && child && (kind === undefined || kind === 'started')) emitChild(here, call, child)
  else here.tally.skipped('sub_agent_activity')
}
