import { type JsonObject, objectAt, stringAt, trueAt } from '../jsonl/index.ts'
import type { Scribe } from './scribe.ts'
import { sessionId } from './sessions.ts'
import { remember } from './state.ts'

/** Lines of side conversations that are remembered. */
const most = 200

/**
 * The session that a line belongs to: the one it names, for a resumed or forked log begins with lines of another's. A
 * side conversation is a session of its own, named after the subagent, in versions without such a name after its first line.
 */
export const ownerOf = (scribe: Scribe, value: JsonObject): string | undefined => {
  const { log } = scribe
  const logId = stringAt(objectAt(value, 'forkedFrom'), 'sessionId') ?? stringAt(value, 'sessionId') ?? log.session
  if (logId === undefined) return undefined
  if (!trueAt(value, 'isSidechain') && log.agent === undefined) return sessionId(logId)
  return sessionId(logId, stringAt(value, 'agentId') ?? log.agent ?? rootOf(scribe, value))
}

const rootOf = (scribe: Scribe, value: JsonObject): string | undefined => {
  const uuid = stringAt(value, 'uuid')
  if (uuid === undefined) return undefined
  const parent = stringAt(value, 'parentUuid')
  const root = (parent === undefined ? undefined : scribe.state.roots.get(parent)) ?? parent ?? uuid
  remember(scribe.state.roots, uuid, root, most)
  return root
}
