import { asObject, type JsonObject, nestsWithin, objectAt, stringAt, trueAt } from '../jsonl/index.ts'
import { wordsOf } from './call.ts'
import type { Here } from './here.ts'
import { deepest, durationIn, emitNested, standing, statusIn } from './nested.ts'
import { emitResult } from './results.ts'
import { oneLine, textsOf } from './texts.ts'
import { actionOf } from './tool-names.ts'

const resultText = (result: JsonObject | undefined): string => {
  const texts = textsOf(result?.content)
  return texts.length > 0 ? texts.join('\n') : result && nestsWithin(result, deepest) ? JSON.stringify(result) : ''
}

/** `mcp_tool_call_end`: a tool of an MCP server answered. */
export const mcpEnd = (payload: JsonObject, here: Here) => {
  const call = stringAt(payload, 'call_id')
  if (call === undefined) return here.tally.skipped('mcp_tool_call_end without call')
  const result = objectAt(payload, 'result')
  const inner = objectAt(result, 'Ok') ?? result
  const failed = result?.Err !== undefined || trueAt(inner, 'isError') || trueAt(inner, 'is_error')
  const durationMs = durationIn(payload)
  const found = standing(here, call)
  if (found === 'open') {
    here.state.ends.set(call, {
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(failed ? { failed: true as const } : {}),
    })
    return
  }
  if (found === 'closed') return here.tally.skipped('mcp_tool_call_end after its result')
  const invocation = objectAt(payload, 'invocation')
  const tool = `mcp__${stringAt(invocation, 'server') ?? '?'}__${stringAt(invocation, 'tool') ?? '?'}`
  const input = invocation?.arguments ?? {}
  const target = wordsOf(asObject(input) ?? {})
  emitNested(here, { call, tool, action: actionOf(tool), target: oneLine(target) || undefined, input, durationMs })
  const text = typeof result?.Err === 'string' ? result.Err : resultText(inner)
  emitResult(here, call, { status: statusIn(payload, failed), durationMs, text })
}
