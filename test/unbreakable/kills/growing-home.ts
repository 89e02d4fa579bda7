import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Places } from '../../support/read-step.ts'
import { LooseRepository, writeHistory } from '../git-objects.ts'
import { placesIn, type WrittenLog } from '../hostile-home.ts'

/** What a round reads: logs of one home, and a history. */
export interface KillWorld {
  readonly logs: readonly WrittenLog[]
}

/** A round's sources, which are appended to until they are whole. */
export class GrowingHome {
  readonly places: Places
  readonly #folder: string
  readonly #logs: readonly { readonly log: WrittenLog; written: number }[]
  readonly #repository: LooseRepository
  readonly #commits: readonly string[]

  constructor(folder: string, { logs }: KillWorld) {
    this.#folder = folder
    this.#logs = logs.map((log) => ({ log, written: 0 }))
    mkdirSync(folder, { recursive: true })
    this.#repository = new LooseRepository(join(folder, 'shop.git'))
    this.#commits = writeHistory(this.#repository, undefined).sound
    this.places = { ...placesIn(folder), repositories: [this.#repository.path] }
  }

  /** Appends what is missing to this share of everything. */
  growTo(share: number): void {
    for (const each of this.#logs) {
      const { path, bytes } = each.log
      const end = Math.max(each.written, Math.round(bytes.length * share))
      const file = join(this.#folder, path)
      mkdirSync(dirname(file), { recursive: true })
      appendFileSync(file, bytes.subarray(each.written, end))
      each.written = end
    }
    this.#repository.ref('refs/heads/main', this.#commits[Math.max(0, Math.ceil(this.#commits.length * share) - 1)]!)
  }

  /** Grows to its end in so many milliseconds, a little every few of them. */
  async growOver(milliseconds: number): Promise<void> {
    const began = performance.now()
    for (let share = 0; share < 1; ) {
      share = Math.min(1, (performance.now() - began) / milliseconds)
      this.growTo(share)
      await wait(20)
    }
  }
}
