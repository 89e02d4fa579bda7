import type { Engineer } from '../team.ts'

/** A tool call that was made and how it ended. Paths are absolute. */
export type ToolUse = { startedAt: number; endedAt: number; refused?: string } & (
  | { tool: 'read'; path: string; content: string; first: number; total: number }
  | { tool: 'search'; pattern: string; path?: string; matches: string[] }
  | { tool: 'find'; glob: string; files: string[] }
  | { tool: 'run'; command: string; about: string; output: string; exitCode: number; seconds: number }
  | { tool: 'edit'; path: string; from: string; to: string; before: string; after: string }
  | { tool: 'write'; path: string; before: string | undefined; after: string }
  | { tool: 'fail'; of: 'read' | 'edit'; path: string; message: string }
  | {
      tool: 'delegate'
      type: string
      task: string
      prompt: string
      answer: string
      agentId: string
      tokens: number
      calls: number
    }
  | { tool: 'task'; item: string; number: number; change: 'create' | 'start' | 'finish' }
  | { tool: 'plan'; text: string }
  | { tool: 'ask'; question: string; header: string; options: [label: string, description: string][]; answer: string }
)

/** The tokens of one message of the model. */
export interface Tokens {
  input: number
  cacheWrite: number
  cacheRead: number
  output: number
  reasoning: number
}

/** One message of the model with the calls it makes. */
export interface Message {
  /** When its first part was complete. */
  at: number
  thinking?: string
  text?: string
  uses: ToolUse[]
  tokens: Tokens
}

/** What every agent's log must be told. */
export interface AgentLog {
  prompt(at: number, text: string, options: { mode: string; plan?: string }): void
  /** A slash command or a shell line, with what it printed. */
  command(at: number, kind: 'command' | 'shell', text: string, output: string): void
  message(message: Message): void
  interruption(at: number, duringTool: boolean): void
  compaction(at: number, summary: string, tokens: number): void
  overload(at: number, attempt: number): void
  queued(at: number, text: string): void
  /** The queued prompt is taken up. */
  taken(at: number, text: string): void
  pullRequest(at: number, number: number, url: string, repository: string): void
  title(title: string): void
  endOfTurn(at: number, startedAt: number, lastText: string): void
  /** A log for a subagent of this session. */
  subagent(type: string, task: string): { log: AgentLog; id: string }
  /** The files to write, with paths below the home directory. */
  files(): { path: string; content: string }[]
}

/** What a log is about. */
export interface LogContext {
  engineer: Engineer
  cwd: string
  branch: string
  commit: string
  remote: string
  startedAt: number
  now: number
  model: string
}
