import { createHash } from 'node:crypto'
import { compareOrder, type Order } from './order.ts'

/** Bytes of one record that a tombstone holds down: hash, rank, time and position, eight each, big endian. */
const entryBytes = 32

const hashBytes = 8

/** The first eight bytes of the SHA-256 of `<kind>/<key>`. */
export const recordHash = (kind: string, key: string): Buffer =>
  createHash('sha256').update(`${kind}/${key}`).digest().subarray(0, hashBytes)

/** SQL for the same of a row; `key` is a SQL expression. */
export const recordHashSql = (kind: string, key: string): string =>
  `substring(sha256(convert_to('${kind}/' || ${key}, 'UTF8')) from 1 for ${hashBytes})`

/** The entry of a record, without its owner. */
export const encodeEntry = (hash: Buffer, { rank, at, position }: Order): Buffer => {
  const entry = Buffer.alloc(entryBytes)
  hash.copy(entry)
  entry.writeDoubleBE(rank, 8)
  entry.writeDoubleBE(at, 16)
  entry.writeDoubleBE(position, 24)
  return entry
}

/** Entries of one owner. */
export interface OwnedEntries {
  readonly owner: string
  readonly entries: Uint8Array
}

/** The records that are held down, by hash: of each the version that owns it. */
export class HeldRecords {
  readonly #byHash = new Map<bigint, Order>()

  constructor(owned: readonly OwnedEntries[]) {
    for (const { owner, entries } of owned) {
      const bytes = Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength)
      for (let offset = 0; offset + entryBytes <= bytes.length; offset += entryBytes) {
        this.add(bytes.subarray(offset, offset + hashBytes), {
          rank: bytes.readDoubleBE(offset + 8),
          at: bytes.readDoubleBE(offset + 16),
          owner,
          position: bytes.readDoubleBE(offset + 24),
        })
      }
    }
  }

  get size(): number {
    return this.#byHash.size
  }

  /** Whether a version of the record is held down that owns it before this one, or is this one. */
  holds(hash: Buffer, order: Order): boolean {
    const held = this.#byHash.get(hash.readBigUInt64BE())
    return held !== undefined && compareOrder(held, order) <= 0
  }

  add(hash: Buffer, order: Order): void {
    const key = hash.readBigUInt64BE()
    const held = this.#byHash.get(key)
    if (held === undefined || compareOrder(order, held) < 0) this.#byHash.set(key, order)
  }
}
