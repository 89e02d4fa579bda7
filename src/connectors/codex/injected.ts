/** What a text in the place of a prompt is: the human's prompt or shell line, or what the program put there. */
export type UserText =
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'shell'; readonly command: string; readonly output: string }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'context'; readonly name: string }

/** Blocks that say how things stand; the log says the same elsewhere. */
const contexts =
  /^<(environment_context|permissions instructions|collaboration_mode|model_switch|personality_spec|apps_instructions|skills_instructions|plugins_instructions|multi_agent_mode|realtime_conversation|recommended_plugins|image)\b/

const noticeStarts = /^(# AGENTS\.md instructions|<INSTRUCTIONS>|You are `\/root`|Warning: )/
const wrapped = /^<([a-z][a-z0-9_-]*)[^>]*>[\s\S]*<\/\1>$/
const shell = /^<user_shell_command>\s*<command>\n?([\s\S]*?)\n?<\/command>(?:\s*<result>\n?([\s\S]*?)\n?<\/result>)?/
const summaryStart = 'Another language model started to solve this problem'

/** The prompt within what editors put around it. */
export const unwrapPrompt = (text: string): string => {
  const marker = '## My request for Codex:'
  const from =
    text.startsWith('# Context from my IDE') || text.startsWith('# Files mentioned') ? text.indexOf(marker) : -1
  return (from === -1 ? text : text.slice(from + marker.length)).trim()
}

/** Tells the human's words from the program's in a message of the role `user`. */
export const classifyUserText = (raw: string): UserText => {
  const text = raw.trim()
  if (text === '' || text === '</image>') return { kind: 'context', name: 'empty' }
  const context = contexts.exec(text)
  if (context) return { kind: 'context', name: context[1]!.replaceAll(' ', '_') }
  if (text.startsWith(summaryStart)) return { kind: 'context', name: 'compaction_summary' }
  const line = shell.exec(text)
  if (line) return { kind: 'shell', command: line[1]!, output: line[2] ?? '' }
  if (noticeStarts.test(text) || wrapped.test(text)) return { kind: 'notice', text }
  return { kind: 'prompt', text: unwrapPrompt(text) }
}
