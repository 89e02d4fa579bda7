import type { Random } from '../random.ts'
import type { Tokens, ToolUse } from './agent-log.ts'

/** About how many tokens a text takes. */
export const estimate = (text: string): number => Math.ceil(text.length / 3.5)

/** Keeps track of what a conversation holds and what of it is cached. */
export class Conversation {
  #cached = 0
  #waiting: number
  #lastAt = 0
  readonly #weight: number
  readonly #cacheLife: number
  readonly #random: Random

  /** `shared` tokens (instructions, tools) are cached already from other sessions. */
  constructor(random: Random, options: { own: number; shared: number; weight: number; cacheMinutes: number }) {
    this.#random = random
    this.#waiting = options.own
    this.#cached = options.shared
    this.#weight = options.weight
    this.#cacheLife = options.cacheMinutes * 60_000
  }

  /** All that the model reads with its next message. */
  get size(): number {
    return this.#cached + this.#waiting
  }

  add(text: string) {
    this.#waiting += Math.ceil(estimate(text) * this.#weight)
  }

  /** After a compaction only the summary is left. */
  restart(summary: string, shared: number) {
    this.#cached = shared
    this.#waiting = estimate(summary) + 9000
  }

  /** The tokens of a message that is sent now. */
  spend(at: number, output: number, reasoning: number): Tokens {
    const expired = this.#lastAt > 0 && at - this.#lastAt > this.#cacheLife
    const cacheRead = expired ? 0 : this.#cached
    const cacheWrite = this.size - cacheRead
    this.#cached = this.size
    this.#waiting = output
    this.#lastAt = at
    return { input: this.#random.integer(1, 8), cacheWrite, cacheRead, output, reasoning }
  }
}

/** About how many tokens it takes to write a call. */
export const sizeOfCall = (use: ToolUse): number => {
  if (use.tool === 'edit') return estimate(use.from) + estimate(use.to) + 60
  if (use.tool === 'write') return estimate(use.after) + 50
  if (use.tool === 'run') return estimate(use.command) + estimate(use.about) + 40
  if (use.tool === 'delegate') return estimate(use.prompt) + 60
  if (use.tool === 'plan') return estimate(use.text)
  return 70
}

/** What the model reads of a call's result. */
export const resultText = (use: ToolUse): string => {
  if (use.tool === 'read') return use.content
  if (use.tool === 'run') return use.output
  if (use.tool === 'search') return use.matches.join('\n')
  if (use.tool === 'delegate') return use.answer
  if (use.tool === 'edit') return use.to
  return ''
}
