import type { LogContext } from '../play/agent-log.ts'

export type Payload = Record<string, unknown>

export const contextWindow = 258_400

/** Text that goes to the model. */
export const inputText = (text: string) => ({ type: 'input_text', text })

export const sessionMeta = (id: string, context: LogContext): Payload => {
  const { originator, version } = context.engineer.codex!
  return {
    id,
    timestamp: new Date(context.startedAt).toISOString(),
    cwd: context.cwd,
    originator,
    cli_version: version,
    source: originator === 'codex_vscode' ? 'vscode' : 'cli',
    model_provider: 'openai',
    base_instructions: { text: 'You are Codex, a coding agent. You and the user share one workspace.' },
    git: { commit_hash: context.commit, branch: context.branch, repository_url: context.remote },
  }
}

/** What the model is told before the first prompt. */
export const instructions = (at: number, { cwd, engineer }: LogContext): Payload[] => [
  {
    role: 'developer',
    content: [
      inputText(
        '<permissions instructions>\nFilesystem sandboxing defines which files can be read or written. `sandbox_mode` is `workspace-write`: The sandbox permits reading files, and editing files in `cwd` and `writable_roots`. Network access is restricted.\n</permissions instructions>',
      ),
    ],
  },
  {
    role: 'user',
    content: [
      inputText(
        `# AGENTS.md instructions for ${cwd}\n\n<INSTRUCTIONS>\nRun the tests and the linter before you say that you are done. Money is integer minor units, never a float. Every outgoing call needs a timeout and an idempotency key.\n</INSTRUCTIONS>`,
      ),
      inputText(
        `<environment_context>\n  <cwd>${cwd}</cwd>\n  <shell>zsh</shell>\n  <current_date>${new Date(at).toISOString().slice(0, 10)}</current_date>\n  <timezone>${engineer.zone}</timezone>\n</environment_context>`,
      ),
    ],
  },
]

/** How a turn is run. */
export const turnContext = (turn: string, at: number, plan: boolean, context: LogContext): Payload => {
  const { cwd, engineer, model } = context
  const effort = engineer.codex!.effort
  return {
    turn_id: turn,
    cwd,
    current_date: new Date(at).toISOString().slice(0, 10),
    timezone: engineer.zone,
    approval_policy: 'on-request',
    sandbox_policy: {
      type: 'workspace-write',
      writable_roots: [],
      network_access: false,
      exclude_tmpdir_env_var: false,
      exclude_slash_tmp: false,
    },
    model,
    personality: 'pragmatic',
    collaboration_mode: {
      mode: plan ? 'plan' : 'default',
      settings: { model, reasoning_effort: effort, developer_instructions: null },
    },
    realtime_active: false,
    effort,
    summary: 'none',
    truncation_policy: { mode: 'tokens', limit: 10_000 },
  }
}

export const rateLimits: Payload = {
  limit_id: 'codex',
  limit_name: null,
  primary: null,
  secondary: null,
  credits: null,
  plan_type: 'team',
  rate_limit_reached_type: null,
}

/** A shell line of the person's, for the model. */
export const shellMessage = (text: string, output: string): string =>
  `<user_shell_command>\n<command>\n${text}\n</command>\n<result>\n${output}\n</result>\n</user_shell_command>`

/** What the model is told of an interruption. */
export const turnAborted =
  '<turn_aborted>\nThe user interrupted the previous turn on purpose. Any running unified exec processes may still be running in the background. If any tools/commands were aborted, they may have partially executed.\n</turn_aborted>'
