import type { Payload } from './payloads.ts'

/** The lines of one rollout file. */
export class Rollout {
  readonly #now: number
  readonly #lines: string[] = []

  constructor(now: number) {
    this.#now = now
  }

  get content(): string {
    return `${this.#lines.join('\n')}\n`
  }

  write(at: number, type: string, payload: Payload) {
    const timestamp = new Date(Math.min(at, this.#now)).toISOString()
    this.#lines.push(JSON.stringify({ timestamp, type, payload }))
  }

  /** Something that happened, for who looks on. */
  event(at: number, type: string, payload: Payload) {
    this.write(at, 'event_msg', { type, ...payload })
  }

  /** Something that the model reads or wrote. */
  item(at: number, type: string, payload: Payload) {
    this.write(at, 'response_item', { type, ...payload })
  }
}
