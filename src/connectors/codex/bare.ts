import { type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'

/** A line in the form `{timestamp, ordinal, type, payload}`. */
export interface Envelope {
  readonly type: string
  readonly payload: JsonObject
}

const bareItems = new Set([
  'message',
  'reasoning',
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'local_shell_call',
  'web_search_call',
])

/**
 * The type and payload of a line. Until September 2025 lines came without envelope: first `{id, timestamp, instructions,
 * git}`, then items, and `{record_type: 'state'}` in between.
 */
export const openLine = (value: JsonObject): Envelope | undefined => {
  const type = stringAt(value, 'type')
  const payload = objectAt(value, 'payload')
  if (type !== undefined && payload !== undefined) return { type, payload }
  if (type !== undefined && bareItems.has(type)) return { type: 'response_item', payload: value }
  if (type === undefined && stringAt(value, 'record_type') !== undefined) return { type: 'state', payload: value }
  if (type === undefined && stringAt(value, 'id') !== undefined && stringAt(value, 'timestamp') !== undefined)
    return { type: 'session_meta', payload: value }
  return undefined
}
