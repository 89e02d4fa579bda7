import type { LogContext } from '../play/agent-log.ts'
import type { Random } from '../random.ts'

/** One JSON line. */
export type Line = Record<string, unknown>

/** Which log of a session it is: the session's own, or that of a subagent. */
export interface LogIdentity {
  sessionId: string
  agentId?: string
  slug?: string
}

/** The lines of one file. Those of the conversation name the one before them by `parentUuid`. */
export class Chain {
  /** How many lines the conversation has. */
  messages = 0
  /** The line that the next one follows. */
  parent: string | null = null
  readonly #context: LogContext
  readonly #random: Random
  readonly #identity: LogIdentity
  readonly #lines: string[] = []

  constructor(context: LogContext, random: Random, identity: LogIdentity) {
    this.#context = context
    this.#random = random
    this.#identity = identity
  }

  get length(): number {
    return this.#lines.length
  }

  get content(): string {
    return `${this.#lines.join('\n')}\n`
  }

  /** A time as it is logged; nothing is later than now. */
  time(at: number): string {
    return new Date(Math.min(at, this.#context.now)).toISOString()
  }

  /** Writes a line that is not part of the conversation. */
  write(line: Line) {
    this.#lines.push(JSON.stringify(line))
  }

  /** Writes a line of the conversation and makes it the parent of the next. */
  add(at: number, line: Line, after: Line = {}): string {
    const { sessionId, agentId, slug } = this.#identity
    const uuid = this.#random.uuid()
    this.write({
      parentUuid: this.parent,
      isSidechain: agentId !== undefined,
      ...(agentId ? { agentId } : {}),
      ...line,
      uuid,
      timestamp: this.time(at),
      ...after,
      userType: 'external',
      entrypoint: 'cli',
      cwd: this.#context.cwd,
      sessionId,
      version: this.#context.engineer.claude!.version,
      gitBranch: this.#context.branch,
      ...(slug ? { slug } : {}),
    })
    this.parent = uuid
    this.messages++
    return uuid
  }
}
