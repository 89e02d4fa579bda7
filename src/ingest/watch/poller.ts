import { performance } from 'node:perf_hooks'
import type { Clock } from './clock.ts'
import { fingerprintOf } from './fingerprint.ts'
import { paceOf } from './pace.ts'
import type { Folder } from './watched-root.ts'

const shareOfCore = 0.005
const leastMs = 1_000
const mostMs = 600_000

/** Looks again and again at folders that cannot be watched, the rarer the more that costs. */
export class Poller {
  readonly #clock: Clock
  readonly #poll: () => Promise<void>
  readonly #pace = paceOf(shareOfCore, leastMs, mostMs)
  #timer: { cancel(): void } | undefined

  constructor(clock: Clock, poll: () => Promise<void>) {
    this.#clock = clock
    this.#poll = poll
  }

  /** Notes how folders are that are polled from now on. */
  async begin(folders: readonly Folder[]): Promise<void> {
    for (const folder of folders) folder.fingerprint ??= await fingerprint(folder)
  }

  /** Those of the folders that are not as they were. */
  async changedOf(folders: readonly Folder[]): Promise<Folder[]> {
    const started = performance.now()
    const changed: Folder[] = []
    for (const folder of folders) {
      const now = await fingerprint(folder)
      if (now !== folder.fingerprint) changed.push(folder)
      folder.fingerprint = now
    }
    this.#pace.note(performance.now() - started)
    return changed
  }

  /** Polls from now on, or no longer: then nothing wakes up. */
  schedule(isNeeded: boolean): void {
    if (!isNeeded) this.stop()
    else
      this.#timer ??= this.#clock.after(this.#pace.interval, () => {
        this.#timer = undefined
        void this.#poll().catch(() => {})
      })
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }
}

const fingerprint = ({ root, path, below }: Folder): Promise<string> =>
  fingerprintOf(path, (name) => {
    const inside = below === '' ? name : `${below}/${name}`
    return root.accepts(inside) || root.enters(inside)
  })
