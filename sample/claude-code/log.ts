import type { AgentLog, LogContext, Message, ToolUse } from '../play/agent-log.ts'
import type { Random } from '../random.ts'
import { Chain, type Line, type LogIdentity } from './chain.ts'
import * as lines from './lines.ts'
import { type LoggedTool, loggedTool } from './results.ts'
import { sessionSlug } from './slug.ts'

const patchVersion = (text: string) => text.split('.').map(Number)[2] ?? 0

interface Child {
  log: ClaudeCodeLog
  type: string
  task: string
  toolUseId: string
}

/** Writes one session as Claude Code 2.1 does: a line for each block of each message. */
export class ClaudeCodeLog implements AgentLog {
  readonly #context: LogContext
  readonly #random: Random
  readonly #identity: LogIdentity
  readonly #chain: Chain
  readonly #children = new Map<string, Child>()
  readonly #isSubagent: boolean
  /** Before 2.1.100, which wrote some things otherwise. */
  readonly #old: boolean
  #promptId = ''
  #lastPrompt = ''
  #lastTitle: string | undefined
  #mode = ''
  #backups: Record<string, unknown> = {}
  #snapshotOf = ''

  constructor(context: LogContext, random: Random, identity?: LogIdentity) {
    this.#context = context
    this.#random = random
    this.#isSubagent = identity !== undefined
    this.#identity = identity ?? {
      sessionId: random.uuid(),
      ...(random.chance(0.3) ? {} : { slug: sessionSlug(random) }),
    }
    this.#chain = new Chain(context, random, this.#identity)
    this.#old = patchVersion(context.engineer.claude!.version) < 100
  }

  prompt(at: number, text: string, { mode }: { mode: string }) {
    const { sessionId } = this.#identity
    if (!this.#isSubagent) {
      if (this.#mode !== mode && !this.#old)
        this.#chain.write({ type: 'permission-mode', permissionMode: mode, sessionId })
      this.#mode = mode
      if (this.#chain.length <= 1)
        this.#chain.add(at - 400, this.#old ? lines.sessionStartOfOld(this.#random) : lines.sessionStart(this.#random))
    }
    this.#promptId = this.#random.uuid()
    this.#lastPrompt = text
    const uuid = this.#user(at, text, {}, this.#isSubagent ? {} : { permissionMode: mode })
    if (!this.#isSubagent) this.#snapshot(uuid, at, false)
  }

  #user(at: number, content: unknown, more: Line = {}, after: Line = {}): string {
    return this.#chain.add(
      at,
      { promptId: this.#promptId, type: 'user', message: { role: 'user', content }, ...more },
      after,
    )
  }

  #snapshot(messageId: string, at: number, isSnapshotUpdate: boolean) {
    if (!isSnapshotUpdate) this.#snapshotOf = messageId
    const timestamp = this.#chain.time(at)
    this.#chain.write({
      type: 'file-history-snapshot',
      messageId,
      snapshot: { messageId: this.#snapshotOf, trackedFileBackups: this.#backups, timestamp },
      isSnapshotUpdate,
    })
  }

  command(at: number, kind: 'command' | 'shell', text: string, output: string) {
    this.#promptId = this.#random.uuid()
    this.#user(at, lines.localCommandCaveat, { isMeta: true })
    const texts = kind === 'shell' ? lines.shellTexts(text, output) : lines.commandTexts(text, output)
    for (const each of texts) this.#user(at, each)
  }

  message(message: Message) {
    const id = `msg_01${this.#random.word(22)}`
    const requestId = `req_011C${this.#random.word(20)}`
    const home = `/home/${this.#context.engineer.user}`
    const calls = message.uses.map((use) => ({
      use,
      tool: loggedTool(use, home),
      id: `toolu_01${this.#random.word(22)}`,
    }))
    const words = this.#words(message)
    const blocks: Line[] = [
      ...words,
      ...calls.map(({ tool, id }) => ({
        type: 'tool_use',
        id,
        name: tool.name,
        input: tool.input,
        caller: { type: 'direct' },
      })),
    ]
    const usage = lines.usage(message.tokens, this.#context.engineer.claude!.cache, this.#old)
    const written = blocks.map((block, index) =>
      this.#chain.add(message.at + index * 180, {
        message: {
          model: this.#context.model,
          id,
          type: 'message',
          role: 'assistant',
          content: [block],
          stop_reason: message.uses.length > 0 ? 'tool_use' : 'end_turn',
          stop_sequence: null,
          ...(this.#old ? {} : { stop_details: null }),
          usage,
        },
        requestId,
        type: 'assistant',
      }),
    )
    for (const [index, call] of calls.entries())
      this.#result(call.use, call.tool, call.id, written[words.length + index]!)
  }

  #words(message: Message): Line[] {
    const blocks: Line[] = []
    if (message.thinking)
      blocks.push({
        type: 'thinking',
        thinking: this.#old ? message.thinking : '',
        signature: Buffer.from(this.#random.word(240)).toString('base64'),
      })
    if (message.text) blocks.push({ type: 'text', text: message.text })
    return blocks
  }

  #result(use: ToolUse, tool: LoggedTool, toolUseId: string, assistant: string) {
    const child = use.tool === 'delegate' ? this.#children.get(use.agentId) : undefined
    if (child) child.toolUseId = toolUseId
    if (use.endedAt > this.#context.now) return
    if (use.tool === 'run' && use.seconds > 8 && this.#old)
      for (let second = 4; second < use.seconds && second < 40; second += 5)
        this.#chain.add(use.startedAt + second * 1000, lines.bashProgress(toolUseId, use.output, second))
    const block: Line = { tool_use_id: toolUseId, type: 'tool_result', content: tool.content }
    if (tool.isError !== undefined) block.is_error = tool.isError
    this.#user(use.endedAt, [block], {}, { toolUseResult: tool.result, sourceToolAssistantUUID: assistant })
    if ((use.tool === 'edit' || use.tool === 'write') && use.refused === undefined && !this.#isSubagent)
      this.#backup(use.path, use.endedAt, assistant)
  }

  #backup(path: string, at: number, messageId: string) {
    const { cwd } = this.#context
    const relative = path.startsWith(cwd) ? path.slice(cwd.length + 1) : path
    const known = this.#backups[relative] as { version: number } | undefined
    const version = (known?.version ?? 0) + 1
    const backupFileName = `${this.#random.hex(16)}@v${version}`
    const backup = { backupFileName, version, backupTime: this.#chain.time(at) }
    this.#backups = { ...this.#backups, [relative]: backup }
    this.#snapshot(messageId, at, true)
  }

  interruption(at: number, duringTool: boolean) {
    const text = duringTool ? '[Request interrupted by user for tool use]' : '[Request interrupted by user]'
    this.#user(at, [{ type: 'text', text }])
  }

  compaction(at: number, summary: string, tokens: number) {
    const before = this.#chain.parent
    this.#chain.parent = null
    this.#chain.add(at, lines.compactBoundary(before, tokens))
    this.#user(at, lines.compactSummary(summary), { isVisibleInTranscriptOnly: true, isCompactSummary: true })
  }

  overload(at: number, attempt: number) {
    this.#chain.add(at, lines.overloaded(at, attempt, this.#random))
  }

  queued(at: number, content: string) {
    const { sessionId } = this.#identity
    const timestamp = this.#chain.time(at)
    this.#chain.write({ type: 'queue-operation', operation: 'enqueue', timestamp, sessionId, content })
  }

  taken(at: number, text: string) {
    const { sessionId } = this.#identity
    this.#chain.write({ type: 'queue-operation', operation: 'remove', timestamp: this.#chain.time(at), sessionId })
    if (this.#old) return
    const attachment = { type: 'queued_command', prompt: text, commandMode: 'prompt' }
    this.#chain.add(at, { attachment, type: 'attachment' })
  }

  pullRequest(at: number, number: number, url: string, repository: string) {
    this.#chain.write({
      type: 'pr-link',
      sessionId: this.#identity.sessionId,
      prNumber: number,
      prUrl: url,
      prRepository: repository,
      timestamp: this.#chain.time(at),
    })
  }

  title(title: string) {
    this.#lastTitle = title
  }

  endOfTurn(at: number, startedAt: number) {
    if (this.#isSubagent) return
    if (this.#context.engineer.style === 'precise')
      this.#chain.add(at + 900, lines.stopHook(this.#random), { toolUseID: this.#random.uuid() })
    this.#chain.add(at + 950, {
      type: 'system',
      subtype: 'turn_duration',
      durationMs: at - startedAt,
      ...(this.#old ? {} : { messageCount: this.#chain.messages }),
      isMeta: false,
    })
  }

  subagent(type: string, task: string): { log: AgentLog; id: string } {
    const agentId = `a${this.#random.hex(16)}`
    const model = type === 'Explore' ? 'claude-haiku-4-5-20251001' : this.#context.model
    const identity = { ...this.#identity, agentId }
    const log = new ClaudeCodeLog({ ...this.#context, model }, this.#random.fork(agentId), identity)
    this.#children.set(agentId, { log, type, task, toolUseId: '' })
    return { log, id: agentId }
  }

  files(): { path: string; content: string }[] {
    const { sessionId } = this.#identity
    const folder = `.claude/projects/${this.#context.cwd.replace(/[^a-zA-Z0-9]/g, '-')}`
    if (this.#lastTitle && !this.#isSubagent) {
      this.#chain.write({ type: 'custom-title', customTitle: this.#lastTitle, sessionId })
      this.#chain.write({ type: 'agent-name', agentName: this.#lastTitle, sessionId })
    }
    this.#chain.write({ type: 'last-prompt', lastPrompt: this.#lastPrompt.slice(0, 200), sessionId })
    const files = [{ path: `${folder}/${sessionId}.jsonl`, content: this.#chain.content }]
    for (const [agentId, child] of this.#children) {
      if (!child.toolUseId) continue
      const path = `${folder}/${sessionId}/subagents/agent-${agentId}`
      files.push({ path: `${path}.jsonl`, content: child.log.#chain.content })
      const meta = { agentType: child.type, description: child.task, toolUseId: child.toolUseId, spawnDepth: 1 }
      files.push({ path: `${path}.meta.json`, content: JSON.stringify(meta) })
    }
    return files
  }
}
