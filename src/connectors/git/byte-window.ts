/**
 * The bytes of a stream that are not used yet: `buffer` from `start` to `end`. A chunk is only copied when bytes from
 * before it are still there, and looking for a byte goes on where the last look ended.
 */
export class ByteWindow {
  buffer: Buffer = Buffer.alloc(0)
  start = 0
  end = 0
  #owned = false
  #searched = 0

  append(chunk: Buffer): void {
    const left = this.end - this.start
    if (left === 0) {
      this.buffer = chunk
      this.start = 0
      this.end = chunk.length
      this.#searched = 0
      this.#owned = false
      return
    }
    if (!this.#owned || this.end + chunk.length > this.buffer.length) {
      const needed = left + chunk.length
      const grown = Buffer.allocUnsafeSlow(needed * 2)
      this.buffer.copy(grown, 0, this.start, this.end)
      this.#searched = Math.max(0, this.#searched - this.start)
      this.buffer = grown
      this.start = 0
      this.end = left
      this.#owned = true
    }
    chunk.copy(this.buffer, this.end)
    this.end += chunk.length
  }

  /** Where the byte is next, or -1. Between two calls for different bytes the start must have moved. */
  find(byte: number): number {
    const from = Math.max(this.start, this.#searched)
    const found = this.buffer.indexOf(byte, from)
    const within = found !== -1 && found < this.end
    this.#searched = within ? found : this.end
    return within ? found : -1
  }
}
