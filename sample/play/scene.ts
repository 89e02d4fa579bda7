import type { Repository, Signature } from '../git/repository.ts'
import type { Random } from '../random.ts'
import type { Step } from '../script.ts'
import type { Engineer } from '../team.ts'
import type { AgentLog, ToolUse } from './agent-log.ts'

/** What a session is played with. */
export interface Stage {
  repository: Repository
  branch: string
  engineer: Engineer
  signature: Signature
  log: AgentLog
  random: Random
  startedAt: number
  now: number
  weight: number
  cacheMinutes: number
  /** Tokens that are cached before the session begins. */
  shared: number
  trailer?: string
  /** The person's permission mode. */
  mode: string
}

/** How a subagent's work is played: its log, what it was told, what it does and answers. */
export type PlaySubagent = (
  log: AgentLog,
  work: { prompt: string; steps: readonly Step[]; answer: string },
) => Promise<{ endedAt: number; tokens: number }>

/** A session as its tools find it: the stage, and what changes while it is played. */
export class Scene {
  readonly stage: Stage
  readonly playSubagent: PlaySubagent
  clock: number
  mode: string
  /** How many items of the task list were begun. */
  tasks = 0
  readonly #afterwards: (() => void)[] = []

  constructor(stage: Stage, playSubagent: PlaySubagent) {
    this.stage = stage
    this.playSubagent = playSubagent
    this.clock = stage.startedAt
    this.mode = stage.mode
  }

  /** Whether the session runs on after now. */
  get open(): boolean {
    return this.clock > this.stage.now
  }

  /** Lets a call take its time. */
  timed<Use extends object>(use: Use, milliseconds: number): Use & { startedAt: number; endedAt: number } {
    const startedAt = this.clock
    this.clock += Math.round(milliseconds)
    return { startedAt, endedAt: this.clock, ...use }
  }

  /** A shell line that succeeds. */
  shell(command: string, about: string, output: string, seconds = 0.4): ToolUse {
    return this.timed({ tool: 'run' as const, command, about, output, exitCode: 0, seconds }, seconds * 1000)
  }

  absolute(path: string): string {
    return path.startsWith('/') || path.startsWith('~') ? path : `${this.stage.repository.path}/${path}`
  }

  /** Puts in numbers of pull requests and ids of commits, which the script does not know. */
  fill(text: string): string {
    if (!text.includes('{')) return text
    const { repository, branch } = this.stage
    return text
      .replace(/\{pr\}/g, () => String(repository.pullRequest(branch)))
      .replace(/\{landed:([\w-]+)\}/g, (_, item: string) => repository.landed(item)?.commit.sha.slice(0, 7) ?? '')
  }

  /** Does something once the message that is being written is in the log. */
  afterwards(work: () => void) {
    this.#afterwards.push(work)
  }

  messageWritten() {
    for (const work of this.#afterwards.splice(0)) work()
  }
}
