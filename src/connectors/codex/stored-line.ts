import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'

/** Whether a log is one that Codex has compressed. */
export const isPacked = (path: string): boolean => path.endsWith('.zst')

/** Where a log can have gone since: Codex compresses old ones in place, and people archive them. */
const placesOf = (path: string): string[] => {
  const plain = path.replace(/\.zst$/, '')
  const folders = /^(.*)[\\/]sessions[\\/]\d+[\\/]\d+[\\/]\d+$/.exec(dirname(plain))
  const archived = folders ? [join(folders[1]!, 'archived_sessions', basename(plain))] : []
  return [plain, ...archived].flatMap((place) => [place, `${place}.zst`])
}

/** Nothing else is opened: a pipe in a log's place would make its reader wait. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

const readPlain = (path: string, offset: number, length: number): Buffer => {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      const read = readSync(file, bytes, filled, length - filled, offset + filled)
      if (read === 0) break
      filled += read
    }
    return bytes.subarray(0, filled)
  } finally {
    closeSync(file)
  }
}

/**
 * A line that was left in a log, by its place in the uncompressed log (`outputOffset`, `outputLength` of a result), from
 * wherever the log is now: compressed, archived or both. Absent when it is gone or too short.
 */
export const readStoredLine = (path: string, offset: number, length: number): string | undefined => {
  const place = placesOf(path).find(isFile)
  if (place === undefined) return undefined
  try {
    const bytes = isPacked(place)
      ? zstdDecompressSync(readFileSync(place)).subarray(offset, offset + length)
      : readPlain(place, offset, length)
    return bytes.length === length ? bytes.toString('utf8') : undefined
  } catch {
    return undefined
  }
}
