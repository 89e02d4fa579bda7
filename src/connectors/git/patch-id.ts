import { createHash, type Hash } from 'node:crypto'

const scratchSize = 65_536

/** 1 for each byte that counts, 0 for white space. */
const counts = new Uint8Array(256).fill(1)
for (const blank of ' \t\n\r') counts[blank.charCodeAt(0)] = 0

/**
 * Computes what `git patch-id --stable` (2.39 and later) prints, from a patch that comes line by line: per file a hash
 * over header and hunk lines without white space, all added up. Three of its habits are kept since they show in the
 * result: a file without hunks (renamed, mode changed, empty) is hashed together with the file after it, the file after a binary one
 * goes without its `diff` line, and a line ends at its first NUL.
 *
 * Source: git's builtin/patch-id.c, get_one_patchid().
 */
export class PatchId {
  readonly #algorithm: string
  readonly #sum: Uint8Array
  readonly #scratch = Buffer.allocUnsafe(scratchSize + 1)
  #used = 0
  #hash: Hash | undefined
  #empty = true
  #hunksSeen = false
  #binary = false
  #lineEnded = false
  #blobIds = ''

  constructor(algorithm: 'sha1' | 'sha256') {
    this.#algorithm = algorithm
    this.#sum = new Uint8Array(algorithm === 'sha1' ? 20 : 32)
  }

  /** A `diff --git` line. */
  file(buffer: Buffer, from: number, to: number): void {
    if (this.#binary) {
      this.#binary = false
      return
    }
    if (this.#hunksSeen) this.#closeFile()
    this.#hunksSeen = false
    this.line(buffer, from, to)
  }

  /** A header line after it that is neither `index` nor `Binary files`. */
  header(buffer: Buffer, from: number, to: number): void {
    if (buffer[from] === 0x2d) this.#hunksSeen = true
    this.line(buffer, from, to)
  }

  /** `index <old>..<new> <mode>`: the ids count for binary files only. */
  index(line: string): void {
    this.#blobIds = line.slice('index '.length).split(' ', 1)[0]!.replace('..', '')
  }

  /** `Binary files ... differ`. */
  binary(): void {
    this.#binary = true
    const ids = Buffer.from(this.#blobIds)
    this.line(ids, 0, ids.length)
    this.#closeFile()
  }

  /** A line of a hunk. */
  line(buffer: Buffer, from: number, to: number): void {
    this.#lineEnded = false
    this.lineGoesOn(buffer, from, to)
  }

  /** More bytes of the same line. */
  lineGoesOn(buffer: Buffer, from: number, to: number): void {
    for (let at = from; at < to && !this.#lineEnded; at += scratchSize)
      this.#squeeze(buffer, at, Math.min(to, at + scratchSize))
  }

  /** Appends at most `scratchSize` bytes without white space. Branches cost more here than needless stores. */
  #squeeze(buffer: Buffer, from: number, to: number): void {
    if (this.#used + to - from > scratchSize) {
      this.#update(this.#used)
      this.#used = 0
    }
    const scratch = this.#scratch
    let used = this.#used
    let noneIsNul = 1
    for (let i = from; i < to; i++) {
      const byte = buffer[i]!
      scratch[used] = byte
      used += counts[byte]!
      noneIsNul &= (byte + 255) >> 8
    }
    if (noneIsNul === 0) {
      this.#squeeze(buffer, from, buffer.indexOf(0, from))
      this.#lineEnded = true
    } else this.#used = used
  }

  /** The id in hexadecimal; undefined where there was no patch. Then starts over. */
  finish(): string | undefined {
    const empty = this.#empty && this.#used === 0
    this.#closeFile()
    const id = empty ? undefined : Buffer.from(this.#sum).toString('hex')
    this.#sum.fill(0)
    this.#empty = true
    this.#hunksSeen = false
    this.#binary = false
    return id
  }

  #update(length: number): void {
    this.#hash ??= createHash(this.#algorithm)
    this.#hash.update(this.#scratch.subarray(0, length))
    this.#empty = false
  }

  #closeFile(): void {
    this.#update(this.#used)
    this.#used = 0
    const digest = this.#hash!.digest()
    this.#hash = undefined
    let carry = 0
    for (let i = 0; i < this.#sum.length; i++) {
      carry += this.#sum[i]! + digest[i]!
      this.#sum[i] = carry & 0xff
      carry >>= 8
    }
  }
}
