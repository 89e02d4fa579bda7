import { asObject, type JsonObject, keptWhole, objectAt, stringAt } from '../jsonl/index.ts'
import { neededInput } from './edits.ts'
import { emitEvent, type Place, type Scribe } from './scribe.ts'
import { remember } from './state.ts'
import { readTodos } from './tasks.ts'
import { actionOf, inputWithoutEdits, targetOf } from './tools.ts'

/** Calls without result of which the input is remembered, and how many characters of strings all together. */
const mostCalls = 100
const mostCharacters = 1_000_000

/** Levels of an input: what nests deeper is left out, for nothing can walk it. */
const deepest = 100

/** One call of a tool: a block `tool_use` of the agent. */
export const readToolCall = (scribe: Scribe, place: Place, block: JsonObject, index: number): void => {
  const id = stringAt(block, 'id')
  const tool = stringAt(block, 'name')
  if (id === undefined || tool === undefined) {
    scribe.tally.unknown('block:tool_use without id or name')
    return
  }
  const input = asObject(keptWhole(objectAt(block, 'input') ?? {}, deepest))!
  const target = targetOf(tool, input)
  scribe.emit({
    kind: 'toolCall',
    id,
    session: place.session,
    at: place.at,
    position: place.line.offset + index,
    tool,
    action: actionOf(tool),
    ...(target ? { target } : {}),
    input: inputWithoutEdits(tool, input),
  })
  rememberCall(scribe, id, tool, place, input)
  if (tool === 'TodoWrite') readTodos(scribe, place, input)
  if (tool === 'EnterPlanMode') emitEvent(scribe, place, 'plan', { step: 'entered' }, index)
  if (isPlanProposal(tool)) {
    const plan = stringAt(input, 'plan')
    emitEvent(scribe, place, 'plan', { step: 'proposed', ...(plan === undefined ? {} : { plan }) }, index)
  }
}

export const isPlanProposal = (tool: string): boolean => tool === 'ExitPlanMode' || tool === 'exit_plan_mode'

const rememberCall = (scribe: Scribe, id: string, tool: string, place: Place, input: JsonObject): void => {
  const calls = scribe.state.calls
  remember(calls, id, { tool, at: place.at, input: neededInput(tool, input), cwd: place.cwd }, mostCalls)
  let characters = 0
  for (const [key, call] of [...calls].reverse()) {
    characters += charactersOf(call.input)
    if (characters > mostCharacters) calls.delete(key)
  }
}

const charactersOf = (input: JsonObject): number => {
  let characters = 0
  for (const key in input) {
    const value = input[key]
    if (typeof value === 'string') characters += value.length
    else if (typeof value === 'object' && value !== null) characters += charactersOf(value as JsonObject)
  }
  return characters
}
