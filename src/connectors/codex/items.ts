import { asObject, type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'
import { imagesIn, textsOf } from './texts.ts'

const withCall = (item: JsonObject, type: string): JsonObject => ({ ...item, type, call_id: item.id ?? null })

const mcpCall = (item: JsonObject): JsonObject => {
  const { server = null, tool = null, arguments: input = {} } = item
  const error = objectAt(item, 'error')
  const result = error ? { Err: stringAt(error, 'message') ?? '' } : (item.result ?? null)
  return { ...withCall(item, 'mcp_tool_call_end'), invocation: { server, tool, arguments: input }, result }
}

const translations: ReadonlyMap<string, (item: JsonObject) => JsonObject> = new Map(
  Object.entries<(item: JsonObject) => JsonObject>({
    UserMessage: (item) => ({
      type: 'user_message',
      message: stringAt(item, 'text') ?? textsOf(item.content).join(''),
      images: Array.from({ length: imagesIn(item.content) }, () => ''),
    }),
    AgentMessage: (item) => ({
      type: 'agent_message',
      message: stringAt(item, 'text') ?? textsOf(item.content).join('\n'),
    }),
    Reasoning: (item) => ({ type: 'agent_reasoning', text: [...parts(item.summary_text), ...parts(item.raw_content)] }),
    CommandExecution: (item) => withCall(item, 'exec_command_end'),
    FileChange: (item) => withCall(item, 'patch_apply_end'),
    McpToolCall: mcpCall,
    WebSearch: (item) => withCall(item, 'web_search_end'),
    ContextCompaction: () => ({ type: 'context_compacted' }),
    Plan: (item) => ({ ...item, type: 'plan' }),
    EnteredReviewMode: (item) => ({ type: 'entered_review_mode', user_facing_hint: item.review ?? null }),
    SubAgentActivity: (item) => ({ ...item, type: 'sub_agent_activity' }),
  }),
)

const parts = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.flatMap((text) => (typeof text === 'string' ? [{ text }] : [])) : []

/**
 * The event of older versions that says what a completed item of newer ones says; absent for an item that has none.
 * Logs in the history mode `paginated` hold items in the place of events.
 */
export const eventOfItem = (payload: JsonObject): JsonObject | undefined => {
  const item = asObject(payload.item)
  const type = stringAt(item, 'type')
  if (item === undefined || type === undefined) return undefined
  if (type === 'Extension' && stringAt(item, 'kind')?.startsWith('web')) return withCall(item, 'web_search_end')
  return translations.get(type)?.(item)
}
