import type { Json } from '../../model/field.ts'
import { arrayAt, asObject, type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'
import { argumentsOf, commandIn, commandInScript, scriptOf, workdirIn } from './commands.ts'
import { filesOfPatch } from './patch-text.ts'
import { oneLine } from './texts.ts'
import { type Action, actionOf, toolName } from './tool-names.ts'

/** A call as an item of the log says it, in any of its forms. */
export interface Call {
  /** The log's id of it; absent where it has none. */
  readonly id: string | undefined
  readonly tool: string
  readonly action: Action
  readonly input: Json
  /** The command that it runs. */
  readonly command: string | undefined
  readonly workdir: string | undefined
  /** The text of a patch that it holds. */
  readonly patch: string | undefined
  /** The process that it writes to. */
  readonly process: string | undefined
  readonly target: string | undefined
}

const patchRun = /^\s*(?:cd [^\n;&|]+&&\s*)?apply_patch\b/
const targets = [
  'path',
  'file_path',
  'query',
  'url',
  'pattern',
  'task_name',
  'message',
  'prompt',
  'uri',
  'name',
  'title',
]

/** What an input is about: a field that usually says it, else all its simple fields. */
export const wordsOf = (input: JsonObject): string => {
  for (const key of targets) if (typeof input[key] === 'string' && input[key] !== '') return input[key]
  return Object.entries(input)
    .filter(([, value]) => (typeof value === 'string' && value !== '') || typeof value === 'number')
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')
}

const planTarget = (input: JsonObject): string | undefined => {
  const steps = (arrayAt(input, 'plan') ?? []).map((step) => asObject(step))
  const current = steps.find((step) => step?.status === 'in_progress') ?? steps.at(-1)
  return stringAt(current, 'step')
}

const patchTarget = (patch: string): string => {
  const paths = filesOfPatch(patch).map((file) => file.path)
  return paths.length > 1 ? `${paths[0]} and ${paths.length - 1} more` : (paths[0] ?? '')
}

const targetOf = (tool: string, input: JsonObject | string, command: string | undefined): string | undefined => {
  if (command !== undefined) return command
  if (typeof input === 'string') return input
  return tool === 'update_plan' ? planTarget(input) : wordsOf(input)
}

const localShell = (payload: JsonObject): Call => {
  const action = objectAt(payload, 'action') ?? {}
  const command = scriptOf(
    (arrayAt(action, 'command') ?? []).filter((word): word is string => typeof word === 'string'),
  )
  return {
    id: stringAt(payload, 'call_id') ?? stringAt(payload, 'id'),
    tool: 'local_shell',
    action: patchRun.test(command) ? 'edit' : 'run',
    input: action,
    command,
    workdir: workdirIn(action),
    patch: command.includes('*** Begin Patch') ? command : undefined,
    process: undefined,
    target: oneLine(command.includes('*** Begin Patch') && patchRun.test(command) ? patchTarget(command) : command),
  }
}

/** Reads `function_call`, `custom_tool_call`, `tool_search_call`, `local_shell_call` and `image_generation_call`. */
export const readCall = (payload: JsonObject): Call => {
  const type = stringAt(payload, 'type') ?? ''
  if (type === 'local_shell_call') return localShell(payload)
  const fallback =
    type === 'tool_search_call' ? 'tool_search' : type === 'image_generation_call' ? 'image_generation' : '?'
  const tool = toolName(stringAt(payload, 'name') ?? fallback, stringAt(payload, 'namespace'))
  const raw = argumentsOf(payload.arguments ?? payload.input ?? payload.revised_prompt) ?? {}
  const fields = typeof raw === 'string' ? undefined : raw
  const script = typeof raw === 'string' ? raw : undefined
  const command = actionOf(tool) === 'run' ? (commandIn(fields) ?? (script && commandInScript(script))) : undefined
  const text = tool === 'apply_patch' ? (script ?? stringAt(fields, 'input') ?? stringAt(fields, 'patch')) : command
  const patch = text?.includes('*** Begin Patch') ? text : undefined
  const direct = tool === 'apply_patch' && patch !== undefined
  const edits = direct || (patch !== undefined && command !== undefined && patchRun.test(command))
  const process = fields?.session_id ?? fields?.cell_id
  return {
    id: stringAt(payload, 'call_id') ?? stringAt(payload, 'id'),
    tool,
    action: edits ? 'edit' : actionOf(tool),
    input: direct ? { files: filesOfPatch(patch).map(({ path, operation }) => ({ path, operation })) } : raw,
    command,
    workdir: workdirIn(fields),
    patch,
    process: typeof process === 'number' || typeof process === 'string' ? `${process}` : undefined,
    target: oneLine(edits ? patchTarget(patch) : (targetOf(tool, raw, command) ?? '')) || undefined,
  }
}
