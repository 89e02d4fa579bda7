import { type JsonObject, stringAt } from '../jsonl/index.ts'
import type { Scribe } from './scribe.ts'
import type { Span } from './state.ts'

/** Sessions beyond this number are forgotten, the oldest first: should one go on, its record is joined by the store. */
const most = 300

/** The id of a session of the log, or of a subagent in it. */
export const sessionId = (logId: string, agent?: string): string =>
  agent === undefined ? `claude-code:${logId}` : `claude-code:${logId}/${agent}`

/** Notes that a session was there at an instant, and what is known of it, where it was not known before. */
export const see = (scribe: Scribe, id: string, at: number, facts: Partial<Span> = {}): Span => {
  const spans = scribe.state.spans
  scribe.changed.add(id)
  let span = spans.get(id)
  if (span === undefined) {
    span = { id, logId: logIdOf(id), startedAt: at, endedAt: at }
    spans.set(id, span)
  }
  if (at < span.startedAt) span.startedAt = at
  if (at > span.endedAt) span.endedAt = at
  const known = span as Record<string, unknown>
  for (const key in facts) known[key] ??= facts[key as keyof Span]
  return span
}

/** Notes what a line says of its session. */
export const seeLine = (scribe: Scribe, id: string, at: number, value: JsonObject): Span => {
  const span = see(scribe, id, at)
  span.cwd ??= stringAt(value, 'cwd')
  span.branch ??= stringAt(value, 'gitBranch')
  span.entrypoint ??= stringAt(value, 'entrypoint')
  span.version ??= stringAt(value, 'version')
  span.slug ??= stringAt(value, 'slug')
  return span
}

/** Adds a model to those that answered in a session. */
export const addModel = (scribe: Scribe, id: string, model: string): void => {
  const span = scribe.state.spans.get(id)
  if (span === undefined || span.models?.includes(model)) return
  span.models = [...(span.models ?? []), model]
  scribe.changed.add(id)
}

/** Emits the sessions that changed since the last time. */
export const emitSessions = (scribe: Scribe): void => {
  for (const id of scribe.changed) {
    const span = scribe.state.spans.get(id)
    if (span !== undefined) scribe.emit({ kind: 'session', agent: 'claude-code', home: scribe.home, ...span })
  }
  scribe.changed.clear()
  for (const id of scribe.state.spans.keys()) {
    if (scribe.state.spans.size <= most) break
    scribe.state.spans.delete(id)
  }
}

const logIdOf = (id: string): string => {
  const logId = id.slice(id.indexOf(':') + 1)
  return logId.slice(logId.lastIndexOf('/') + 1) || logId
}
