import type { Client } from 'pg'
import type { Clock } from '../ingest/watch/clock.ts'
import { followLines } from '../linking/fates/follow-lines.ts'
import { Retry } from './retry.ts'

/** Keeps line ledgers, and what became of the lines of sessions, up to date beside all else: a long history takes a while, and nothing else waits for it. */
export class LedgerKeeper {
  readonly #connect: () => Promise<Client>
  readonly #retry: Retry
  #running: Promise<void> | undefined
  #client: Client | undefined
  #again = false
  #closed = false

  constructor(connect: () => Promise<Client>, clock: Clock) {
    this.#connect = connect
    this.#retry = new Retry(clock, () => this.wake())
  }

  /** Something was written: what it marked is walked over. */
  wake(): void {
    if (this.#closed || this.#retry.isWaiting) return
    this.#again = true
    this.#running ??= this.#goOn().finally(() => {
      this.#running = undefined
    })
  }

  /** Ends; what is being made just now is made again by the next one. */
  async close(): Promise<void> {
    this.#closed = true
    this.#retry.stop()
    await this.#client?.end().catch(() => {})
    await this.#running
  }

  async #goOn(): Promise<void> {
    try {
      this.#client = await this.#connect()
      this.#client.on('error', () => {})
      while (this.#again && !this.#closed) {
        this.#again = false
        await followLines(this.#client)
      }
      this.#retry.worked()
    } catch {
      if (!this.#closed) this.#retry.failed()
    } finally {
      const client = this.#client
      this.#client = undefined
      await client?.end().catch(() => {})
    }
  }
}
