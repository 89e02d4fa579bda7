import type { AgentLog, LogContext, Message, Tokens, ToolUse } from '../play/agent-log.ts'
import { estimate } from '../play/tokens.ts'
import type { Random } from '../random.ts'
import { commandOf, patchOf, patchResult } from './tools.ts'

type Payload = Record<string, unknown>

interface Totals {
  input_tokens: number
  cached_input_tokens: number
  output_tokens: number
  reasoning_output_tokens: number
  total_tokens: number
}

const none: Totals = {
  input_tokens: 0,
  cached_input_tokens: 0,
  output_tokens: 0,
  reasoning_output_tokens: 0,
  total_tokens: 0,
}

const contextWindow = 258_400

/** A uuid whose first part is the time, as Codex uses them. */
const timedId = (at: number, random: Random): string => {
  const time = at.toString(16).padStart(12, '0')
  const rest = random.uuid()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(15)}`
}

/** Writes one session as a rollout file of Codex 0.12x to 0.14x. */
export class CodexLog implements AgentLog {
  readonly id: string
  readonly #context: LogContext
  readonly #random: Random
  readonly #lines: string[] = []
  readonly #startedAt: number
  #turn = ''
  #turns = 0
  #openTurnAt = 0
  #total = none
  #pendingFinal = false
  #firstTokenAt = 0

  constructor(context: LogContext, random: Random) {
    this.#context = context
    this.#random = random
    this.#startedAt = context.startedAt
    this.id = timedId(context.startedAt, random)
    const { engineer } = context
    this.#write(context.startedAt + 220, 'session_meta', {
      id: this.id,
      timestamp: new Date(context.startedAt).toISOString(),
      cwd: context.cwd,
      originator: engineer.codex!.originator,
      cli_version: engineer.codex!.version,
      source: engineer.codex!.originator === 'codex_vscode' ? 'vscode' : 'cli',
      model_provider: 'openai',
      base_instructions: { text: 'You are Codex, a coding agent. You and the user share one workspace.' },
      git: { commit_hash: context.commit, branch: context.branch, repository_url: context.remote },
    })
  }

  #write(at: number, type: string, payload: Payload) {
    const timestamp = new Date(Math.min(at, this.#context.now)).toISOString()
    this.#lines.push(JSON.stringify({ timestamp, type, payload }))
  }

  #event(at: number, type: string, payload: Payload) {
    this.#write(at, 'event_msg', { type, ...payload })
  }

  #item(at: number, type: string, payload: Payload) {
    this.#write(at, 'response_item', { type, ...payload })
  }

  prompt(at: number, text: string, { mode }: { mode: string }) {
    this.#turn = timedId(at, this.#random)
    this.#openTurnAt = at
    this.#firstTokenAt = 0
    const plan = mode === 'plan'
    this.#event(at, 'task_started', {
      turn_id: this.#turn,
      started_at: Math.floor(at / 1000),
      model_context_window: contextWindow,
      collaboration_mode_kind: plan ? 'plan' : 'default',
    })
    if (this.#turns === 0) this.#instructions(at)
    this.#write(at, 'turn_context', this.#turnContext(at, plan))
    this.#item(at + 3, 'message', { role: 'user', content: [{ type: 'input_text', text }] })
    this.#event(at + 3, 'user_message', { message: text, images: [], local_images: [], text_elements: [] })
    if (this.#turns++ === 0) this.#count(at + 240, undefined)
  }

  #instructions(at: number) {
    const { cwd } = this.#context
    const zone = this.#context.engineer.zone
    this.#item(at, 'message', {
      role: 'developer',
      content: [
        {
          type: 'input_text',
          text: '<permissions instructions>\nFilesystem sandboxing defines which files can be read or written. `sandbox_mode` is `workspace-write`: The sandbox permits reading files, and editing files in `cwd` and `writable_roots`. Network access is restricted.\n</permissions instructions>',
        },
      ],
    })
    this.#item(at, 'message', {
      role: 'user',
      content: [
        {
          type: 'input_text',
          text: `# AGENTS.md instructions for ${cwd}\n\n<INSTRUCTIONS>\nRun the tests and the linter before you say that you are done. Money is integer minor units, never a float. Every outgoing call needs a timeout and an idempotency key.\n</INSTRUCTIONS>`,
        },
        {
          type: 'input_text',
          text: `<environment_context>\n  <cwd>${cwd}</cwd>\n  <shell>zsh</shell>\n  <current_date>${new Date(at).toISOString().slice(0, 10)}</current_date>\n  <timezone>${zone}</timezone>\n</environment_context>`,
        },
      ],
    })
  }

  #turnContext(at: number, plan: boolean): Payload {
    const { cwd, engineer, model } = this.#context
    const effort = engineer.codex!.effort
    return {
      turn_id: this.#turn,
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

  command(at: number, kind: 'command' | 'shell', text: string, output: string) {
    if (kind === 'shell')
      this.#item(at, 'message', {
        role: 'user',
        content: [
          {
            type: 'input_text',
            text: `<user_shell_command>\n<command>\n${text}\n</command>\n<result>\n${output}\n</result>\n</user_shell_command>`,
          },
        ],
      })
  }

  message(message: Message) {
    const { at } = message
    this.#firstTokenAt ||= at
    this.#item(at - 260, 'reasoning', {
      summary: message.thinking ? [{ type: 'summary_text', text: message.thinking }] : [],
      content: null,
      encrypted_content: `gAAAAAB${this.#random.word(120)}`,
    })
    const phase = message.uses.length > 0 ? 'commentary' : 'final_answer'
    if (message.text) {
      this.#event(at, 'agent_message', { message: message.text, phase, memory_citation: null })
      this.#item(at, 'message', {
        role: 'assistant',
        content: [{ type: 'output_text', text: message.text }],
        phase,
      })
    }
    for (const use of message.uses) this.#tool(use, at)
    const last = message.uses.at(-1)
    if (!last || last.endedAt <= this.#context.now) this.#count(last?.endedAt ?? at + 20, message.tokens)
    this.#pendingFinal = message.uses.length === 0
  }

  #tool(use: ToolUse, at: number) {
    const callId = `call_${this.#random.word(24)}`
    const patch = patchOf(use, this.#context.cwd)
    const ended = use.endedAt <= this.#context.now
    if (patch) {
      this.#item(at, 'custom_tool_call', {
        status: 'completed',
        call_id: callId,
        name: 'apply_patch',
        input: patch.input,
      })
      if (!ended) return
      const success = patch.failure === undefined
      if (success)
        this.#event(use.endedAt, 'patch_apply_end', {
          call_id: callId,
          turn_id: this.#turn,
          stdout: patch.stdout,
          stderr: '',
          success,
          changes: patch.changes,
          status: 'completed',
        })
      this.#item(use.endedAt, 'custom_tool_call_output', { call_id: callId, output: patchResult(patch) })
      return
    }
    const command = commandOf(use, this.#context.cwd)
    if (!command) return
    this.#item(at, 'function_call', {
      name: command.name,
      arguments: JSON.stringify(command.parameters),
      call_id: callId,
    })
    if (!ended) return
    const seconds = (use.endedAt - use.startedAt) / 1000
    if (command.shell)
      this.#event(use.endedAt, 'exec_command_end', {
        call_id: callId,
        process_id: String(this.#random.integer(10_000, 99_999)),
        turn_id: this.#turn,
        command: ['/bin/zsh', '-lc', command.shell],
        cwd: this.#context.cwd,
        parsed_cmd: [command.parsed],
        source: 'unified_exec_startup',
        stdout: '',
        stderr: '',
        aggregated_output: command.output,
        exit_code: command.exitCode,
        duration: { secs: Math.floor(seconds), nanos: Math.round((seconds % 1) * 1e9) },
        formatted_output: '',
        status: command.exitCode === 0 ? 'completed' : 'failed',
      })
    this.#item(use.endedAt + 1, 'function_call_output', {
      call_id: callId,
      output: command.shell
        ? `Chunk ID: ${this.#random.hex(6)}\nWall time: ${seconds.toFixed(4)} seconds\nProcess exited with code ${command.exitCode}\nOriginal token count: ${estimate(command.output)}\nOutput:\n${command.output}`
        : command.output,
    })
  }

  #count(at: number, tokens: Tokens | undefined) {
    const rate_limits = {
      limit_id: 'codex',
      limit_name: null,
      primary: null,
      secondary: null,
      credits: null,
      plan_type: 'team',
      rate_limit_reached_type: null,
    }
    if (!tokens) {
      this.#event(at, 'token_count', { info: null, rate_limits })
      return
    }
    const input = tokens.input + tokens.cacheWrite + tokens.cacheRead
    const last: Totals = {
      input_tokens: input,
      cached_input_tokens: Math.floor(tokens.cacheRead / 128) * 128,
      output_tokens: tokens.output,
      reasoning_output_tokens: Math.min(tokens.reasoning, tokens.output),
      total_tokens: input + tokens.output,
    }
    const keys = Object.keys(none) as (keyof Totals)[]
    this.#total = Object.fromEntries(keys.map((key) => [key, this.#total[key] + last[key]])) as unknown as Totals
    const info = { total_token_usage: this.#total, last_token_usage: last, model_context_window: contextWindow }
    this.#event(at, 'token_count', { info, rate_limits })
    if (this.#random.chance(0.15)) this.#event(at + 40, 'token_count', { info, rate_limits })
  }

  interruption(at: number) {
    this.#item(at, 'message', {
      role: 'user',
      content: [
        {
          type: 'input_text',
          text: '<turn_aborted>\nThe user interrupted the previous turn on purpose. Any running unified exec processes may still be running in the background. If any tools/commands were aborted, they may have partially executed.\n</turn_aborted>',
        },
      ],
    })
    this.#event(at, 'turn_aborted', {
      turn_id: this.#turn,
      reason: 'interrupted',
      completed_at: Math.floor(at / 1000),
      duration_ms: at - this.#openTurnAt,
    })
  }

  compaction(at: number, summary: string) {
    this.#write(at, 'compacted', {
      message: '',
      replacement_history: [
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: summary }] },
        { type: 'compaction', encrypted_content: `gAAAAAB${this.#random.word(160)}` },
      ],
    })
    this.#event(at, 'context_compacted', {})
  }

  overload(at: number, attempt: number) {
    this.#event(at, 'stream_error', { message: `Reconnecting... ${attempt}/5`, codex_error_info: 'other' })
  }

  queued() {}

  taken(at: number, text: string) {
    this.#item(at, 'message', { role: 'user', content: [{ type: 'input_text', text }] })
    this.#event(at, 'user_message', { message: text, images: [], local_images: [], text_elements: [] })
  }

  pullRequest() {}

  title(title: string) {
    this.#event(this.#startedAt + 4000, 'thread_name_updated', { thread_id: this.id, thread_name: title })
  }

  endOfTurn(at: number, startedAt: number, lastText: string) {
    this.#event(at + 30, 'task_complete', {
      turn_id: this.#turn,
      last_agent_message: this.#pendingFinal ? lastText : null,
      completed_at: Math.floor(at / 1000),
      duration_ms: at - startedAt,
      time_to_first_token_ms: this.#firstTokenAt - startedAt,
    })
  }

  subagent(): { log: AgentLog; id: string } {
    throw new Error('No story gives a Codex session a subagent')
  }

  files() {
    const started = new Date(this.#startedAt).toISOString()
    const day = started.slice(0, 10)
    const time = `${day}T${started.slice(11, 19).replaceAll(':', '-')}`
    return [
      {
        path: `.codex/sessions/${day.replaceAll('-', '/')}/rollout-${time}-${this.id}.jsonl`,
        content: `${this.#lines.join('\n')}\n`,
      },
    ]
  }
}
