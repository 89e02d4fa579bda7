import { performance } from 'node:perf_hooks'

/** Time, and being woken when some has passed. Tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  wall(): number
  /** Milliseconds that only ever grow; whether they do while the machine sleeps depends on the platform. */
  monotonic(): number
  /** Calls once after so many milliseconds, unless it is cancelled before. Keeps no process alive. */
  after(milliseconds: number, call: () => void): { cancel(): void }
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds)
    timer.unref()
    return { cancel: () => clearTimeout(timer) }
  },
}
