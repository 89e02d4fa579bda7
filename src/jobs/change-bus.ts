import type { Change, Changes } from '../store/changes.ts'

/** Passes on changes to whoever subscribed. */
export class ChangeBus implements Changes {
  readonly #listeners = new Set<(change: Change) => void>()

  subscribe(listener: (change: Change) => void): () => void {
    const own = (change: Change) => listener(change)
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  /** A listener that throws keeps nobody else from hearing. */
  tell(change: Change): void {
    for (const listener of this.#listeners) {
      try {
        listener(change)
      } catch {}
    }
  }
}
