/** Lines longer than this are set aside unread, in bytes. */
const longestLine = 64 * 1024 * 1024

/** A line found by `LineSplitter`: its bytes, valid until the next `push`; absent for one that is too long. */
export interface FoundLine {
  readonly offset: number
  readonly length: number
  readonly bytes: Buffer | undefined
}

/**
 * Cuts a stream of buffers into lines, copying only the bytes of a line that lies across two buffers. Of a line over
 * the limit it holds nothing but its length.
 */
export class LineSplitter {
  /** Offset of the first byte that belongs to no complete line yet. */
  offset: number
  private parts: Buffer[] = []
  private partLength = 0
  private tooLong = false
  private readonly limit: number

  constructor(offset: number, limit = longestLine) {
    this.offset = offset
    this.limit = limit
  }

  /** The lines that end in the next bytes of the stream. */
  *push(bytes: Buffer): Generator<FoundLine> {
    let start = 0
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      yield this.complete(bytes.subarray(start, end))
      start = end + 1
    }
    if (start < bytes.length) this.keep(bytes.subarray(start))
  }

  /** What stands after the last newline. */
  rest(): FoundLine {
    return { offset: this.offset, length: this.partLength, bytes: this.tooLong ? undefined : this.joined() }
  }

  private complete(end: Buffer): FoundLine {
    const length = this.partLength + end.length
    let bytes: Buffer | undefined
    if (!this.tooLong && length <= this.limit) {
      bytes = this.parts.length === 0 ? end : Buffer.concat([...this.parts, end], length)
    }
    const line = { offset: this.offset, length, bytes }
    this.offset += length + 1
    this.parts = []
    this.partLength = 0
    this.tooLong = false
    return line
  }

  private keep(bytes: Buffer): void {
    this.partLength += bytes.length
    if (this.partLength > this.limit) {
      this.tooLong = true
      this.parts = []
    } else {
      this.parts.push(Buffer.from(bytes))
    }
  }

  private joined(): Buffer {
    return this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts)
  }
}

const newline = 0x0a
