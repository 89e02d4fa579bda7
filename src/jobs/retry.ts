import type { Clock } from '../ingest/watch/clock.ts'

const firstMs = 1_000
const longestMs = 60_000

/** Does something again after a pause that grows with every failure, from a second to a minute. */
export class Retry {
  readonly #clock: Clock
  readonly #again: () => void
  #pause = firstMs
  #timer: { cancel(): void } | undefined

  constructor(clock: Clock, again: () => void) {
    this.#clock = clock
    this.#again = again
  }

  get isWaiting(): boolean {
    return this.#timer !== undefined
  }

  failed(): void {
    if (this.#timer) return
    this.#timer = this.#clock.after(this.#pause, () => {
      this.#timer = undefined
      this.#again()
    })
    this.#pause = Math.min(longestMs, this.#pause * 2)
  }

  worked(): void {
    this.stop()
    this.#pause = firstMs
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }
}
