import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** A text or JSON value of a record, under `<kind>/<key>/<field>`. */
export type ChunkEntry = readonly [name: string, value: unknown]

/** The texts of a chunk by name; one is only decoded when it is asked for. */
export interface Chunk {
  readonly names: readonly string[]
  get(name: string): unknown
}

type Place = [offset: number, length: number, json?: 1]

const headerLengthBytes = 4

/**
 * A chunk's content: the length of the header (32 bits, little endian), the header, a JSON object from names to the
 * offset and length of their bytes (and 1 where these are JSON), then the bytes. So nothing is escaped, and a reader
 * of one text decodes one text.
 */
export const encodeChunk = (entries: readonly ChunkEntry[]): Buffer => {
  const places: Record<string, Place> = {}
  const bodies: Buffer[] = []
  let offset = 0
  for (const [name, value] of entries) {
    const json = typeof value !== 'string'
    const body = Buffer.from(json ? JSON.stringify(value) : value)
    places[name] = json ? [offset, body.length, 1] : [offset, body.length]
    bodies.push(body)
    offset += body.length
  }
  const header = Buffer.from(JSON.stringify(places))
  const length = Buffer.alloc(headerLengthBytes)
  length.writeUInt32LE(header.length)
  return Buffer.concat([length, header, ...bodies])
}

/** Reads what `encodeChunk` wrote. */
export const decodeChunk = (content: Buffer): Chunk => {
  const start = headerLengthBytes + content.readUInt32LE()
  const places = JSON.parse(content.toString('utf8', headerLengthBytes, start)) as Record<string, Place>
  return {
    names: Object.keys(places),
    get: (name) => {
      const place = Object.hasOwn(places, name) ? places[name] : undefined
      if (!place) return undefined
      const [offset, length, json] = place
      const text = content.toString('utf8', start + offset, start + offset + length)
      return json ? JSON.parse(text) : text
    },
  }
}

/** A chunk as it is stored: compressed with zstd. */
export const packChunk = (content: Buffer): Buffer => zstdCompressSync(content)

/** Opens a chunk as it is stored. */
export const unpackChunk = (body: Uint8Array): Chunk => decodeChunk(zstdDecompressSync(body))
