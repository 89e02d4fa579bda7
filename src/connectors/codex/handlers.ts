import type { JsonObject } from '../jsonl/index.ts'
import { callItem, outputItem } from './calls.ts'
import { commandEnd } from './command-end.ts'
import {
  apiError,
  compacted,
  compaction,
  planProposed,
  taskComplete,
  taskStarted,
  threadNamed,
  turnAborted,
  turnContext,
} from './events.ts'
import type { Here } from './here.ts'
import { mcpEnd } from './mcp-end.ts'
import { answer, reasoningItem, thought } from './messages.ts'
import { patchEnd } from './patch-end.ts'
import { agentsMessage, promptEvent, reviewAsked, userItem } from './prompts.ts'
import { subagentStarted } from './subagents.ts'
import type { Stream } from './twins.ts'
import { tokenCount } from './usage.ts'
import { webSearch } from './web-search.ts'

type StreamHandler = (payload: JsonObject, here: Here, stream: Stream) => void

const messageItem = (payload: JsonObject, here: Here) => {
  if (payload.role === 'assistant') answer(payload, here, 'r')
  else if (payload.role === 'user') userItem(payload, here)
  else here.tally.skipped(`message of ${typeof payload.role === 'string' ? payload.role : 'nobody'}`)
}

/** `response_item`: what the model saw and said. */
export const itemHandlers: ReadonlyMap<string, StreamHandler> = new Map(
  Object.entries<StreamHandler>({
    message: messageItem,
    agent_message: agentsMessage,
    reasoning: reasoningItem,
    function_call: callItem,
    custom_tool_call: callItem,
    local_shell_call: callItem,
    tool_search_call: callItem,
    image_generation_call: callItem,
    function_call_output: outputItem,
    custom_tool_call_output: outputItem,
    tool_search_output: outputItem,
    web_search_call: (payload, here) => webSearch(payload, here, 'r'),
  }),
)

/** `event_msg`: what the program told of it; completed items in the form of these. */
export const eventHandlers: ReadonlyMap<string, StreamHandler> = new Map(
  Object.entries<StreamHandler>({
    user_message: promptEvent,
    agent_message: answer,
    agent_reasoning: thought,
    agent_reasoning_raw_content: thought,
    token_count: tokenCount,
    task_started: taskStarted,
    turn_started: taskStarted,
    task_complete: taskComplete,
    turn_complete: taskComplete,
    turn_aborted: turnAborted,
    exec_command_end: commandEnd,
    patch_apply_end: patchEnd,
    mcp_tool_call_end: mcpEnd,
    web_search_end: webSearch,
    context_compacted: (_, here, stream) => compaction(here, stream),
    entered_review_mode: reviewAsked,
    thread_name_updated: threadNamed,
    plan: planProposed,
    error: apiError,
    stream_error: apiError,
    collab_agent_spawn_end: subagentStarted,
    sub_agent_activity: subagentStarted,
  }),
)

/** Lines of other types. */
export const lineHandlers: ReadonlyMap<string, StreamHandler> = new Map(
  Object.entries<StreamHandler>({
    turn_context: (payload, here) => turnContext(payload, here),
    compacted,
    inter_agent_communication: agentsMessage,
  }),
)
