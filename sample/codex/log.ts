import type { AgentLog, LogContext, Message, Tokens } from '../play/agent-log.ts'
import type { Random } from '../random.ts'
import { writeCall } from './calls.ts'
import {
  contextWindow,
  inputText,
  instructions,
  rateLimits,
  sessionMeta,
  shellMessage,
  turnAborted,
  turnContext,
} from './payloads.ts'
import { Rollout } from './rollout.ts'
import { addTotals, none, totalsOf } from './totals.ts'

/** A uuid whose first part is the time, as Codex uses them. */
const timedId = (at: number, random: Random): string => {
  const time = at.toString(16).padStart(12, '0')
  const rest = random.uuid()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(15)}`
}

/** Writes one session as a rollout file of Codex 0.12x to 0.14x. */
export class CodexLog implements AgentLog {
  readonly #id: string
  readonly #context: LogContext
  readonly #random: Random
  readonly #rollout: Rollout
  #turn = ''
  #turns = 0
  #openTurnAt = 0
  #total = none
  #pendingFinal = false
  #firstTokenAt = 0

  constructor(context: LogContext, random: Random) {
    this.#context = context
    this.#random = random
    this.#rollout = new Rollout(context.now)
    this.#id = timedId(context.startedAt, random)
    this.#rollout.write(context.startedAt + 220, 'session_meta', sessionMeta(this.#id, context))
  }

  prompt(at: number, text: string, { mode }: { mode: string }) {
    this.#turn = timedId(at, this.#random)
    this.#openTurnAt = at
    this.#firstTokenAt = 0
    const plan = mode === 'plan'
    this.#rollout.event(at, 'task_started', {
      turn_id: this.#turn,
      started_at: Math.floor(at / 1000),
      model_context_window: contextWindow,
      collaboration_mode_kind: plan ? 'plan' : 'default',
    })
    if (this.#turns === 0)
      for (const message of instructions(at, this.#context)) this.#rollout.item(at, 'message', message)
    this.#rollout.write(at, 'turn_context', turnContext(this.#turn, at, plan, this.#context))
    this.#typed(at + 3, text)
    if (this.#turns++ === 0) this.#count(at + 240, undefined)
  }

  /** Something that the person typed. */
  #typed(at: number, text: string) {
    this.#tell(at, text)
    this.#rollout.event(at, 'user_message', { message: text, images: [], local_images: [], text_elements: [] })
  }

  /** Something that the model is told. */
  #tell(at: number, text: string) {
    this.#rollout.item(at, 'message', { role: 'user', content: [inputText(text)] })
  }

  command(at: number, kind: 'command' | 'shell', text: string, output: string) {
    if (kind === 'shell') this.#tell(at, shellMessage(text, output))
  }

  message(message: Message) {
    const { at } = message
    this.#firstTokenAt ||= at
    this.#rollout.item(at - 260, 'reasoning', {
      summary: message.thinking ? [{ type: 'summary_text', text: message.thinking }] : [],
      content: null,
      encrypted_content: `gAAAAAB${this.#random.word(120)}`,
    })
    const phase = message.uses.length > 0 ? 'commentary' : 'final_answer'
    if (message.text) {
      this.#rollout.event(at, 'agent_message', { message: message.text, phase, memory_citation: null })
      const content = [{ type: 'output_text', text: message.text }]
      this.#rollout.item(at, 'message', { role: 'assistant', content, phase })
    }
    const about = { rollout: this.#rollout, context: this.#context, random: this.#random, turn: this.#turn }
    for (const use of message.uses) writeCall(use, at, about)
    const last = message.uses.at(-1)
    if (!last || last.endedAt <= this.#context.now) this.#count(last?.endedAt ?? at + 20, message.tokens)
    this.#pendingFinal = message.uses.length === 0
  }

  #count(at: number, tokens: Tokens | undefined) {
    if (!tokens) {
      this.#rollout.event(at, 'token_count', { info: null, rate_limits: rateLimits })
      return
    }
    const last = totalsOf(tokens)
    this.#total = addTotals(this.#total, last)
    const info = { total_token_usage: this.#total, last_token_usage: last, model_context_window: contextWindow }
    this.#rollout.event(at, 'token_count', { info, rate_limits: rateLimits })
    if (this.#random.chance(0.15)) this.#rollout.event(at + 40, 'token_count', { info, rate_limits: rateLimits })
  }

  interruption(at: number) {
    this.#tell(at, turnAborted)
    this.#rollout.event(at, 'turn_aborted', {
      turn_id: this.#turn,
      reason: 'interrupted',
      completed_at: Math.floor(at / 1000),
      duration_ms: at - this.#openTurnAt,
    })
  }

  compaction(at: number, summary: string) {
    this.#rollout.write(at, 'compacted', {
      message: '',
      replacement_history: [
        { type: 'message', role: 'user', content: [inputText(summary)] },
        { type: 'compaction', encrypted_content: `gAAAAAB${this.#random.word(160)}` },
      ],
    })
    this.#rollout.event(at, 'context_compacted', {})
  }

  overload(at: number, attempt: number) {
    const message = `Reconnecting... ${attempt}/5`
    this.#rollout.event(at, 'stream_error', { message, codex_error_info: 'other' })
  }

  queued() {}

  taken(at: number, text: string) {
    this.#typed(at, text)
  }

  pullRequest() {}

  title(title: string) {
    const at = this.#context.startedAt + 4000
    this.#rollout.event(at, 'thread_name_updated', { thread_id: this.#id, thread_name: title })
  }

  endOfTurn(at: number, startedAt: number, lastText: string) {
    this.#rollout.event(at + 30, 'task_complete', {
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
    const started = new Date(this.#context.startedAt).toISOString()
    const day = started.slice(0, 10)
    const time = `${day}T${started.slice(11, 19).replaceAll(':', '-')}`
    const path = `.codex/sessions/${day.replaceAll('-', '/')}/rollout-${time}-${this.#id}.jsonl`
    return [{ path, content: this.#rollout.content }]
  }
}
