import { type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'

/**
 * A subagent's line, told from the progress of the call that started it: versions up to 2.1.90 or so log its whole work
 * there, and many logs hold it nowhere else. It carries the ids of the line in the subagent's own log, so that whatever
 * both hold is one. Absent for progress of other things.
 */
export const subagentLine = (value: JsonObject): JsonObject | undefined => {
  const data = objectAt(value, 'data')
  const message = objectAt(data, 'message')
  const agentId = stringAt(data, 'agentId')
  if (data?.type !== 'agent_progress' || message === undefined || agentId === undefined) return undefined
  const { sessionId, version, cwd, gitBranch, entrypoint, timestamp } = value
  const line: JsonObject = { timestamp: timestamp ?? null, ...message, agentId, isSidechain: true }
  const outer = { sessionId, version, cwd, gitBranch, entrypoint }
  for (const [key, field] of Object.entries(outer)) if (field !== undefined) line[key] = field
  // The task comes first and alone; in the subagent's log such a line has no parent, any other has one.
  if (line.parentUuid === undefined) line.parentUuid = isTask(data, message) ? null : 'unknown'
  return line
}

const isTask = (data: JsonObject, message: JsonObject): boolean => {
  const prompt = stringAt(data, 'prompt')
  const content = objectAt(message, 'message')?.content
  const text = Array.isArray(content) ? stringAt(content[0] as JsonObject, 'text') : content
  return message.type === 'user' && prompt !== undefined && text === prompt
}
