/*
 * A backup: the line `maestro backup 1`, then blocks compressed with zstd, then the SHA-256 of all bytes before it.
 * A block is a letter for its kind, the length of its content (32 bits, little endian), and the content: the header, then
 * for each table its name and columns and its rows (PostgreSQL's binary COPY format, cut anywhere), then the end.
 */

export const formatVersion = 1
export const firstLine = /^maestro backup (\d{1,6})\n/
export const firstLineOf = (version: number): Buffer => Buffer.from(`maestro backup ${version}\n`)
export const digestBytes = 32

const kinds = { header: 0x48, table: 0x54, rows: 0x52, end: 0x45 } as const
type BlockKind = keyof typeof kinds

export interface Block {
  readonly kind: BlockKind
  readonly content: Buffer
}

const headBytes = 5
const longestBlock = 16 * 1024 ** 2

/** A block as it is written. */
export const encodeBlock = (kind: BlockKind, content: Uint8Array): Buffer => {
  const head = Buffer.alloc(headBytes)
  head.writeUInt8(kinds[kind])
  head.writeUInt32LE(content.byteLength, 1)
  return Buffer.concat([head, content])
}

/** The blocks of a stream. Throws an `Error` for what cannot be a block, and when the stream ends within one. */
export async function* decodeBlocks(stream: AsyncIterable<Buffer>): AsyncGenerator<Block> {
  let waiting: Buffer[] = []
  let size = 0
  let wanted = headBytes
  for await (const chunk of stream) {
    waiting.push(chunk)
    size += chunk.length
    if (size < wanted) continue
    let rest = waiting.length === 1 ? chunk : Buffer.concat(waiting)
    for (;;) {
      wanted = rest.length < headBytes ? headBytes : headBytes + lengthOf(rest)
      if (rest.length < wanted) break
      yield { kind: kindOf(rest), content: rest.subarray(headBytes, wanted) }
      rest = rest.subarray(wanted)
    }
    waiting = rest.length > 0 ? [rest] : []
    size = rest.length
  }
  if (size > 0) throw new Error('it ends in the middle')
}

const lengthOf = (head: Buffer): number => {
  const length = head.readUInt32LE(1)
  if (length > longestBlock) throw new Error('a block is too long')
  return length
}

const kindOf = (head: Buffer): BlockKind => {
  const found = Object.entries(kinds).find(([, letter]) => letter === head[0])
  if (!found) throw new Error('a block is of no known kind')
  return found[0] as BlockKind
}
