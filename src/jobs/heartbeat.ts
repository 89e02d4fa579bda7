import type { Clock } from '../ingest/watch/clock.ts'

const beatMs = 15_000
/** Clocks drift apart by less than this, and timers are late by less, unless the machine slept. */
const toleranceMs = 10_000

/** Says when the next look at everything is due, and at once after the machine slept or its clock was set. */
export class Heartbeat {
  readonly #clock: Clock
  readonly #onDue: () => void
  #due = Number.POSITIVE_INFINITY
  #timer: { cancel(): void } | undefined

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock
    this.#onDue = onDue
  }

  /** Sets the next look, in milliseconds from now. */
  lookIn(milliseconds: number): void {
    this.#due = this.#clock.monotonic() + milliseconds
    this.stop()
    this.#beat()
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }

  #beat(): void {
    const wall = this.#clock.wall()
    const monotonic = this.#clock.monotonic()
    const pause = Math.max(0, Math.min(beatMs, this.#due - monotonic))
    this.#timer = this.#clock.after(pause, () => {
      this.#timer = undefined
      const passed = this.#clock.monotonic() - monotonic
      const shown = this.#clock.wall() - wall
      if (Math.abs(shown - passed) > toleranceMs || passed - pause > toleranceMs || monotonic + passed >= this.#due)
        this.#onDue()
      else this.#beat()
    })
  }
}
