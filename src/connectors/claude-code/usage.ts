import { countAt, type JsonObject, objectAt, stringAt, tokensAt } from '../jsonl/index.ts'
import type { Place, Scribe } from './scribe.ts'
import { remember } from './state.ts'

/** API messages of which the total is remembered: as many as can run side by side in one log. */
const most = 32

/**
 * The tokens of an API message. Its lines repeat them, one line per block, the last often with more output than the
 * first: a record is emitted whenever the total is higher than before, and the store keeps the largest.
 *
 * The key is the message's id alone where it is one of Anthropic's (`msg_`), which is unique: so a replay of the parent's
 * messages in a side conversation (`/btw`), logged under another request id, falls together with the original. Other
 * ids may repeat: there the request id is part of the key. Without any id the line itself is the key.
 */
export const readUsage = (scribe: Scribe, place: Place, value: JsonObject, message: JsonObject): void => {
  const usage = objectAt(message, 'usage')
  const model = stringAt(message, 'model')
  if (usage === undefined || model === '<synthetic>') return
  const inputTokens = tokensAt(usage, 'input_tokens')
  const cacheCreation = objectAt(usage, 'cache_creation')
  const cacheCreation1hTokens = tokensAt(cacheCreation, 'ephemeral_1h_input_tokens')
  const cacheCreation5mTokens =
    cacheCreation === undefined
      ? tokensAt(usage, 'cache_creation_input_tokens')
      : tokensAt(cacheCreation, 'ephemeral_5m_input_tokens')
  const cacheReadTokens = tokensAt(usage, 'cache_read_input_tokens')
  const outputTokens = tokensAt(usage, 'output_tokens')
  const id = usageId(place, stringAt(message, 'id'), stringAt(value, 'requestId'))
  const total = inputTokens + cacheCreation5mTokens + cacheCreation1hTokens + cacheReadTokens + outputTokens
  if (!isHigher(scribe, place.sidechain ? `${id}/side` : id, total)) return
  const webSearches = countAt(objectAt(usage, 'server_tool_use'), 'web_search_requests')
  const speed = stringAt(usage, 'speed')
  const serviceTier = stringAt(usage, 'service_tier')
  scribe.emit({
    kind: 'usage',
    id,
    session: place.session,
    at: place.at,
    position: place.line.offset,
    ...(model === undefined ? {} : { model }),
    inputTokens,
    cacheCreation5mTokens,
    cacheCreation1hTokens,
    cacheReadTokens,
    outputTokens,
    reasoningTokens: 0,
    ...(webSearches > 0 ? { webSearches } : {}),
    ...(speed === 'fast' ? { speed } : {}),
    ...(serviceTier === undefined ? {} : { serviceTier }),
    sidechain: place.sidechain,
    lowerBound: place.progress || logsOutputStub(place.version),
  })
}

const usageId = (place: Place, message: string | undefined, request: string | undefined): string => {
  if (message === undefined) return place.uuid ?? `${place.session}@${place.line.offset}`
  return request === undefined || message.startsWith('msg_') ? message : `${message}:${request}`
}

const isHigher = (scribe: Scribe, key: string, total: number): boolean => {
  const before = scribe.state.totals.get(key)
  if (before !== undefined && total <= before) return false
  remember(scribe.state.totals, key, total, most)
  return true
}

/** Whether a version is one of those (2.0.0 to 2.1.52) that often log the first piece of the output for the whole. */
export const logsOutputStub = (version: string | undefined): boolean => {
  const [major, minor, patch] = (version ?? '').split('.', 3).map((part) => Number.parseInt(part, 10))
  return major === 2 && (minor === 0 || (minor === 1 && patch !== undefined && patch <= 52))
}
