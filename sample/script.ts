/** One thing that happens between a prompt and the end of the agent's answer. */
export type Step =
  | { do: 'think' | 'say'; text: string }
  | { do: 'read'; path: string; lines?: [first: number, last: number] }
  | { do: 'search'; pattern: string; path?: string }
  | { do: 'find'; glob: string }
  | { do: 'run'; command: string; about: string; output: string; exitCode: number; seconds: number }
  | { do: 'edit'; path: string; from: string; to: string }
  | { do: 'write'; path: string; content: string }
  | { do: 'fail'; tool: 'read' | 'edit'; path: string; message: string }
  | { do: 'refuse'; step: Step; hint: string }
  | { do: 'interrupt' }
  | { do: 'commit'; subject: string; body?: string }
  | { do: 'push' }
  | { do: 'pullRequest'; title: string; body: string }
  | { do: 'undo'; paths: string[] }
  | { do: 'delegate'; type: string; task: string; prompt: string; steps: Step[]; answer: string }
  | { do: 'tasks'; items: string[]; done: number }
  | { do: 'plan'; text: string; accepted: boolean; hint?: string }
  | { do: 'ask'; question: string; header: string; options: [label: string, description: string][]; answer: string }
  | { do: 'compact'; summary: string }
  | { do: 'overload'; attempts: number }
  | { do: 'queue'; text: string }
  | { do: 'wait'; minutes: number }

/** A prompt and what came of it. */
export interface Turn {
  prompt: string
  /** Minutes that passed before it was written. */
  after?: number
  mode?: 'plan' | 'acceptEdits' | 'default' | 'bypassPermissions'
  /** A slash command of the agent program: what it printed. */
  command?: string
  /** A shell line of the human's: what it printed. */
  shell?: string
  steps: Step[]
}

/** A file of a commit that a person makes without an agent. */
export interface Change {
  path: string
  from?: string
  to: string
}

/** When: working days before the last one (0), and the hour there and then; or minutes before now; or an instant. */
export type When = { day: number; hour: number } | { minutesBeforeNow: number } | { at: number }

/** Something that moves a work item on. */
export type Moment = When &
  (
    | {
        do: 'session'
        by: string
        agent: 'claude' | 'codex'
        turns: Turn[]
        model?: string
        effort?: 'low' | 'medium' | 'high' | 'xhigh'
        title?: string
        /** How much bigger the conversation is than what is shown of it: 1, or more for a long one. */
        weight?: number
        /** Works on main instead of the item's branch. */
        onMain?: boolean
      }
    | { do: 'commit'; by: string; subject: string; body?: string; changes: Change[]; onMain?: boolean }
    | { do: 'open'; by: string; title: string }
    | { do: 'merge'; by: string; style: 'merge' | 'squash'; title: string; body?: string; keepBranch?: boolean }
    | { do: 'revert'; by: string; item: string; reason: string }
    | { do: 'tag'; by: string; name: string; message: string }
  )

/** A piece of intent and everything that was done about it. */
export interface WorkItem {
  /** Names it among the items: `refund-retries`. */
  name: string
  repository: RepositoryName
  branch: string
  moments: Moment[]
}

export type RepositoryName = 'payments' | 'ledger' | 'console'

export const think = (text: string): Step => ({ do: 'think', text })
export const say = (text: string): Step => ({ do: 'say', text })
export const read = (path: string, lines?: [number, number]): Step =>
  lines ? { do: 'read', path, lines } : { do: 'read', path }
export const search = (pattern: string, path?: string): Step =>
  path ? { do: 'search', pattern, path } : { do: 'search', pattern }
export const find = (glob: string): Step => ({ do: 'find', glob })
export const edit = (path: string, from: string, to: string): Step => ({ do: 'edit', path, from, to })
export const write = (path: string, content: string): Step => ({ do: 'write', path, content })
export const run = (command: string, about: string, output: string, seconds = 2): Step => ({
  do: 'run',
  command,
  about,
  output,
  exitCode: 0,
  seconds,
})
/** A command that ends with an error. */
export const runFails = (command: string, about: string, output: string, exitCode = 1, seconds = 3): Step => ({
  do: 'run',
  command,
  about,
  output,
  exitCode,
  seconds,
})
export const commit = (subject: string, body?: string): Step =>
  body ? { do: 'commit', subject, body } : { do: 'commit', subject }
export const push: Step = { do: 'push' }
export const pullRequest = (title: string, body: string): Step => ({ do: 'pullRequest', title, body })
/** A prompt with what the agent did about it. */
export const turn = (prompt: string, steps: Step[], options: Omit<Turn, 'prompt' | 'steps'> = {}): Turn => ({
  prompt,
  steps,
  ...options,
})
