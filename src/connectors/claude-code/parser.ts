import type { Source } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { JsonObject, Line, LineParser, ParserSetup } from '../jsonl/index.ts'
import { instantAt, objectAt, stringAt } from '../jsonl/index.ts'
import { readAssistant } from './assistant.ts'
import { readAttachment } from './attachment.ts'
import { countUnknownFields, skippedTypes } from './known.ts'
import { logPath } from './log-path.ts'
import { ownerOf } from './owner.ts'
import { subagentLine } from './progress.ts'
import { readQueueOperation } from './queue.ts'
import type { Place, Scribe } from './scribe.ts'
import { emitSessions, see, seeLine, sessionId } from './sessions.ts'
import { skipRaw } from './skip.ts'
import { stateFromJson, stateToJson } from './state.ts'
import { factsOfCall, type Meta, subagentOf } from './subagent.ts'
import { readSystem } from './system.ts'
import { noteLine, readPullRequest, readSummaryTitle, readTitle } from './titles.ts'
import { changeMode, readUser } from './user.ts'

type Read = (scribe: Scribe, place: Place, value: JsonObject) => void

const readers: Readonly<Record<string, Read>> = {
  user: readUser,
  assistant: readAssistant,
  system: readSystem,
  attachment: readAttachment,
  summary: readSummaryTitle,
  'queue-operation': readQueueOperation,
  'pr-link': readPullRequest,
  'custom-title': readTitle,
  'ai-title': readTitle,
  'agent-name': readTitle,
  'permission-mode': (scribe, place, value) => {
    const mode = stringAt(value, 'permissionMode')
    if (mode !== undefined) changeMode(scribe, place, mode)
  },
}

/** Reads the lines of one log of Claude Code. */
export class ClaudeCodeParser implements LineParser {
  private readonly scribe: Scribe
  private readonly meta: Meta
  /** The session that the log is named after; absent for logs of subagents. */
  private readonly main: string | undefined

  constructor(source: Pick<Source, 'id' | 'home'>, setup: ParserSetup, meta: Meta = { facts: {}, nested: false }) {
    this.meta = meta
    this.scribe = {
      log: logPath(source.id),
      home: source.home,
      state: stateFromJson(setup.state),
      tally: setup.tally,
      changed: new Set(),
      emit: setup.emit,
    }
    const { agent, session } = this.scribe.log
    this.main = agent === undefined && session !== undefined ? sessionId(session) : undefined
  }

  skip(line: Buffer): string | undefined {
    return skipRaw(line)
  }

  line(value: JsonObject, line: Line): void {
    const type = stringAt(value, 'type') ?? 'none'
    const version = stringAt(value, 'version')
    if (version !== undefined) this.scribe.tally.version(version)
    if (skippedTypes.has(type)) {
      this.scribe.tally.skipped(type.slice(0, 40))
      return
    }
    countUnknownFields(this.scribe.tally, type, value)
    if (type === 'progress') this.progress(value, line)
    else if (Object.hasOwn(readers, type)) this.read(readers[type]!, value, line)
    else this.scribe.tally.unknown(`type:${type.slice(0, 40)}`)
  }

  endBatch(): void {
    emitSessions(this.scribe)
  }

  state(): Json {
    return stateToJson(this.scribe.state)
  }

  private read(read: Read, value: JsonObject, line: Line, progress = false): void {
    const session = ownerOf(this.scribe, value)
    const uuid = stringAt(objectAt(value, 'forkedFrom'), 'messageUuid') ?? stringAt(value, 'uuid')
    const told = instantAt(value, 'timestamp')
    const at = told ?? this.scribe.state.spans.get(session ?? '')?.endedAt
    if (session === undefined || at === undefined) {
      // Lines without time belong to the moment before them; at the start of a log nothing is before them.
      this.scribe.tally.skipped(`${stringAt(value, 'type')} without time or session`)
      return
    }
    if (uuid !== undefined) noteLine(this.scribe, uuid)
    if (told !== undefined) this.seen(session, told, value)
    const place = {
      session,
      at,
      line,
      uuid,
      cwd: stringAt(value, 'cwd'),
      version: stringAt(value, 'version'),
      sidechain: session.includes('/'),
      progress,
    }
    read(this.scribe, place, value)
  }

  private seen(session: string, at: number, value: JsonObject): void {
    const { log, state } = this.scribe
    const span = seeLine(this.scribe, session, at, value)
    const slash = session.indexOf('/')
    if (log.agent !== undefined && session.endsWith(`/${log.agent}`)) {
      see(this.scribe, session, at, this.meta.facts)
      if (!this.meta.nested) span.parent ??= session.slice(0, slash)
    } else if (slash !== -1) {
      span.parent ??= session.slice(0, slash)
    } else if (this.main !== undefined) {
      if (session !== this.main) state.forkedFrom ??= session
      else if (state.forkedFrom !== undefined) span.forkedFrom ??= state.forkedFrom
    }
  }

  private progress(value: JsonObject, line: Line): void {
    const inner = subagentLine(value)
    const session = ownerOf(this.scribe, { ...value, isSidechain: false })
    const type = inner && stringAt(inner, 'type')
    if (inner === undefined || session === undefined || (type !== 'user' && type !== 'assistant')) {
      this.scribe.tally.skipped('progress')
      return
    }
    const call = stringAt(value, 'parentToolUseID')
    const started = instantAt(inner, 'timestamp')
    const facts = factsOfCall(session, call, call === undefined ? undefined : this.scribe.state.calls.get(call))
    const subagent = subagentOf(session, stringAt(inner, 'agentId')!)
    if (started !== undefined) see(this.scribe, subagent, started, facts)
    this.read(readers[type]!, inner, line, true)
  }
}
