import type { RecordOf } from '../../model/records/index.ts'
import { type JsonObject, stringAt } from '../jsonl/index.ts'

type Action = RecordOf<'toolCall'>['action']

/** What a tool does, the field of its input that says on what, and the fields that its edits repeat. */
interface Tool {
  readonly action: Action
  readonly target?: readonly string[]
  readonly edits?: readonly string[]
}

const tools: Readonly<Record<string, Tool>> = {
  Read: { action: 'read', target: ['file_path'] },
  NotebookRead: { action: 'read', target: ['notebook_path'] },
  LS: { action: 'read', target: ['path'] },
  ReadMcpResourceTool: { action: 'read', target: ['uri'] },
  ListMcpResourcesTool: { action: 'read', target: ['server'] },
  Glob: { action: 'search', target: ['pattern'] },
  Grep: { action: 'search', target: ['pattern'] },
  LSP: { action: 'search', target: ['filePath', 'operation'] },
  Edit: { action: 'edit', target: ['file_path'], edits: ['old_string', 'new_string'] },
  MultiEdit: { action: 'edit', target: ['file_path'], edits: ['edits'] },
  Write: { action: 'edit', target: ['file_path'], edits: ['content'] },
  NotebookEdit: { action: 'edit', target: ['notebook_path'], edits: ['new_source'] },
  Bash: { action: 'run', target: ['command'] },
  PowerShell: { action: 'run', target: ['command'] },
  Monitor: { action: 'run', target: ['command', 'description'] },
  BashOutput: { action: 'run', target: ['bash_id'] },
  KillShell: { action: 'run', target: ['shell_id'] },
  KillBash: { action: 'run', target: ['shell_id'] },
  TaskOutput: { action: 'run', target: ['task_id'] },
  TaskStop: { action: 'run', target: ['task_id'] },
  AgentOutputTool: { action: 'delegate', target: ['agentId'] },
  WebFetch: { action: 'web', target: ['url'] },
  WebSearch: { action: 'web', target: ['query'] },
  Task: { action: 'delegate', target: ['description', 'prompt'] },
  Agent: { action: 'delegate', target: ['description', 'prompt'] },
  SendMessage: { action: 'delegate', target: ['summary', 'to', 'recipient'] },
  TeamCreate: { action: 'delegate', target: ['team_name'] },
  TeamDelete: { action: 'delegate', target: ['team_name'] },
  TodoWrite: { action: 'plan' },
  TodoRead: { action: 'plan' },
  TaskCreate: { action: 'plan', target: ['subject'] },
  TaskUpdate: { action: 'plan', target: ['subject', 'taskId'] },
  TaskGet: { action: 'plan', target: ['taskId'] },
  TaskList: { action: 'plan' },
  EnterPlanMode: { action: 'plan' },
  ExitPlanMode: { action: 'plan', target: ['plan'] },
  exit_plan_mode: { action: 'plan', target: ['plan'] },
  AskUserQuestion: { action: 'ask' },
  Skill: { action: 'skill', target: ['skill', 'command'] },
  SlashCommand: { action: 'skill', target: ['command'] },
  ToolSearch: { action: 'other', target: ['query'] },
}

const other: Tool = {
  action: 'other',
  target: ['query', 'url', 'path', 'title', 'name', 'id', 'issueId', 'libraryName', 'uri'],
}

const toolNamed = (name: string): Tool => (Object.hasOwn(tools, name) ? tools[name]! : other)

/** What a tool does, told from its name. */
export const actionOf = (name: string): Action => toolNamed(name).action

/** What a call acts on, in one line; absent where its input does not say. */
export const targetOf = (name: string, input: JsonObject): string | undefined => {
  for (const key of toolNamed(name).target ?? []) {
    const value = stringAt(input, key)
    if (value !== undefined) return oneLine(value)
  }
  const question = name === 'AskUserQuestion' && Array.isArray(input.questions) ? input.questions[0] : undefined
  return typeof question === 'object' ? oneLine(stringAt(question as JsonObject, 'question') ?? '') : undefined
}

/** The input without what the `edit` records hold. */
export const inputWithoutEdits = (name: string, input: JsonObject): JsonObject => {
  const edits = toolNamed(name).edits
  if (edits === undefined) return input
  return Object.fromEntries(Object.entries(input).filter(([key]) => !edits.includes(key)))
}

const longest = 300

const oneLine = (text: string): string => {
  const line = text
    .slice(0, 4 * longest)
    .trim()
    .replace(/\s+/g, ' ')
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
