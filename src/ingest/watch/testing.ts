import { type Clock, systemClock } from './clock.ts'

interface Timer {
  readonly at: number
  readonly call: () => void
}

/** Time that passes when a test says so. Counts how often it woke somebody. */
export class ManualClock implements Clock {
  wakes = 0
  #now = 0
  #wallOffset = 1_780_000_000_000
  readonly #timers = new Set<Timer>()

  wall = (): number => this.#wallOffset + this.#now
  monotonic = (): number => this.#now

  after = (milliseconds: number, call: () => void) => {
    const timer = { at: this.#now + milliseconds, call }
    this.#timers.add(timer)
    return { cancel: () => void this.#timers.delete(timer) }
  }

  /** How many are waiting to be woken. */
  get waiting(): number {
    return this.#timers.size
  }

  pass(milliseconds: number): void {
    const end = this.#now + milliseconds
    for (;;) {
      const next = [...this.#timers].sort((one, other) => one.at - other.at)[0]
      if (!next || next.at > end) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      this.wakes++
      next.call()
    }
    this.#now = end
  }

  /** The machine sleeps: nobody is woken, and only the wall's clock goes on. */
  sleep(milliseconds: number): void {
    this.#wallOffset += milliseconds
  }
}

/** Passes short pauses as time does, and leaves the long ones to the test. */
export const shortPausesPass = (clock: ManualClock): Clock => ({
  wall: clock.wall,
  monotonic: clock.monotonic,
  after: (milliseconds, call) => (milliseconds < 1_000 ? systemClock : clock).after(milliseconds, call),
})
