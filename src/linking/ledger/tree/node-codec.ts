import { endless, type Runs } from '../lines/runs.ts'
import { FileNode, FolderNode, type Node } from './node.ts'

/** Bytes being written: whole numbers in groups of seven bits, texts with their length before them. */
class Writer {
  #buffer = Buffer.allocUnsafe(256)
  #length = 0

  number(value: number): void {
    this.#room(10)
    let rest = value
    while (rest >= 0x80) {
      this.#buffer[this.#length++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#buffer[this.#length++] = rest
  }

  /** A number that may be negative. */
  signed(value: number): void {
    this.number(value < 0 ? -value * 2 - 1 : value * 2)
  }

  text(value: string): void {
    const length = Buffer.byteLength(value)
    this.number(length)
    this.#room(length)
    this.#length += this.#buffer.write(value, this.#length)
  }

  take(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#length))
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return
    const grown = Buffer.allocUnsafe((this.#length + bytes) * 2)
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}

class Reader {
  readonly #buffer: Buffer
  #at = 0

  constructor(buffer: Buffer) {
    this.#buffer = buffer
  }

  get ended(): boolean {
    return this.#at >= this.#buffer.length
  }

  number(): number {
    let value = 0
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.#buffer[this.#at++]!
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
  }

  signed(): number {
    const value = this.number()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  text(): string {
    const length = this.number()
    this.#at += length
    return this.#buffer.toString('utf8', this.#at - length, this.#at)
  }
}

/** The stored form of a file's lines: each run against the one before; an endless one has the count 0. */
export const encodeLines = (runs: Runs): Buffer => {
  const writer = new Writer()
  let [origin, next] = [0, 0]
  for (let at = 0; at < runs.length; at += 3) {
    const count = runs[at + 2]!
    writer.signed(runs[at]! - origin)
    writer.signed(runs[at + 1]! - next)
    writer.number(count === endless ? 0 : count)
    origin = runs[at]!
    next = runs[at + 1]! + (count === endless ? 0 : count)
  }
  return writer.take()
}

export const decodeLines = (body: Buffer): Runs => {
  const reader = new Reader(body)
  const runs: number[] = []
  let [origin, next] = [0, 0]
  while (!reader.ended) {
    origin += reader.signed()
    const first = next + reader.signed()
    const count = reader.number()
    runs.push(origin, first, count === 0 ? endless : count)
    next = first + count
  }
  return Int32Array.from(runs)
}

/** The stored form of a folder: the name of each entry, and its id with whether it is a folder. */
export const encodeFolder = (entries: ReadonlyMap<string, Node>): Buffer => {
  const writer = new Writer()
  for (const [name, node] of entries) {
    writer.text(name)
    writer.number(node.id * 2 + (node instanceof FolderNode ? 1 : 0))
  }
  return writer.take()
}

export const decodeFolder = (body: Buffer): Map<string, Node> => {
  const reader = new Reader(body)
  const entries = new Map<string, Node>()
  while (!reader.ended) {
    const name = reader.text()
    const id = reader.number()
    const number = Math.floor(id / 2)
    entries.set(name, id % 2 === 1 ? new FolderNode(undefined, 0, number) : new FileNode(undefined, number))
  }
  return entries
}
