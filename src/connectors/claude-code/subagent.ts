import type { Look } from '../confined/index.ts'
import { asObject, integerAt, type JsonObject, stringAt } from '../jsonl/index.ts'
import type { LogPath } from './log-path.ts'
import type { Place, Scribe } from './scribe.ts'
import { see } from './sessions.ts'
import type { PendingCall, Span } from './state.ts'

/**
 * What a result says of the subagent that its call started: it exists, who started it, and with which prompt.
 * `{agentId, prompt, status, ...}`, in the background also `{isAsync, description}`.
 */
export const readStarted = (
  scribe: Scribe,
  place: Place,
  callId: string,
  result: JsonObject,
  call: PendingCall | undefined,
): void => {
  const agent = stringAt(result, 'agentId')
  if (agent === undefined || (call !== undefined && call.tool !== 'Task' && call.tool !== 'Agent')) return
  const started = call?.at ?? place.at
  const session = subagentOf(place.session, agent)
  see(scribe, session, started, factsOfCall(place.session, callId, call))
  const prompt = stringAt(result, 'prompt')
  if (prompt !== undefined) emitTask(scribe, session, started, prompt)
}

/** The session of a subagent that a session started: all of one log are named after the log's own. */
export const subagentOf = (session: string, agent: string): string => {
  const slash = session.indexOf('/')
  return `${slash === -1 ? session : session.slice(0, slash)}/${agent}`
}

export const factsOfCall = (
  parent: string,
  callId: string | undefined,
  call: PendingCall | undefined,
): Partial<Span> => ({
  parent,
  parentCall: callId,
  subagentType: stringAt(call?.input, 'subagent_type'),
  subagentTask: stringAt(call?.input, 'description'),
})

/**
 * The task that a subagent was given. It is told in up to three places, its own log, the progress and the result of
 * its call: one key, and the position before all others, make them one.
 */
export const emitTask = (scribe: Scribe, session: string, at: number, text: string): void =>
  scribe.emit({ kind: 'turn', id: `${session}#prompt`, session, at, position: 0, origin: 'agent', text, human: false })

/** What stands beside the log of a subagent. */
export interface Meta {
  readonly facts: Partial<Span>
  /** Whether another subagent started it: which one, the log of that one says. */
  readonly nested: boolean
}

/** Reads `agent-<id>.meta.json`: `{agentType, description, toolUseId, spawnDepth}`. */
export const readMeta = async ({ path, agent }: LogPath, look: Look): Promise<Meta> => {
  const meta = agent === undefined ? undefined : await metaAt(path.replace(/\.jsonl$/, '.meta.json'), look)
  const facts = {
    parentCall: stringAt(meta, 'toolUseId'),
    subagentType: stringAt(meta, 'agentType'),
    subagentTask: stringAt(meta, 'description'),
  }
  return { facts, nested: (integerAt(meta, 'spawnDepth') ?? 1) > 1 }
}

const longestMeta = 1_000_000

const metaAt = async (path: string, look: Look): Promise<JsonObject | undefined> => {
  try {
    return asObject(JSON.parse((await look.read(path, longestMeta))?.toString('utf8') ?? ''))
  } catch {
    return undefined
  }
}
