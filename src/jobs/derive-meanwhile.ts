import type { Client } from 'pg'
import type { Pricer } from '../config/prices/index.ts'
import { deriveAll } from '../metrics/derive.ts'
import { markForPrices } from '../metrics/usage/mark-for-prices.ts'

/** What was read is derived after a second of reading for the first time, so that a page soon has something to show. */
const firstPauseMs = 1_000
/** Later it takes at most this share of the time: whatever a session gains is derived again. */
const share = 0.25

export interface MeanwhileOptions {
  /** Answers a connection of its own. */
  readonly connect: () => Promise<Client>
  readonly pricer: Pricer
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number
}

/**
 * Derives what was read so far while a long reading goes on: the newest is read first, so pages fill from the newest day
 * backwards. A failure ends it; whoever derives after the reading leaves nothing out.
 */
export class DeriveMeanwhile implements AsyncDisposable {
  readonly #options: MeanwhileOptions
  #notBefore: number
  #running: Promise<void> | undefined
  #client: Client | undefined
  #ended = false

  constructor(options: MeanwhileOptions) {
    this.#options = options
    this.#notBefore = options.clock() + firstPauseMs
  }

  /** Something was written. */
  note(): void {
    if (this.#ended || this.#running || this.#options.clock() < this.#notBefore) return
    this.#running = this.#derive()
      .catch(() => {
        this.#ended = true
      })
      .finally(() => {
        this.#running = undefined
      })
  }

  async #derive(): Promise<void> {
    const { connect, pricer, clock } = this.#options
    const started = clock()
    this.#client ??= await connect()
    await markForPrices(this.#client, pricer)
    await deriveAll(this.#client, { pricer })
    const took = clock() - started
    this.#notBefore = clock() + Math.max(firstPauseMs, took / share - took)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    await this.#running
    await this.#client?.end().catch(() => {})
  }
}
