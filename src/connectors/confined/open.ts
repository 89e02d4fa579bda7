import { constants, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** What a path leads to: its real path, without any link, and the status of what is there. */
export interface Found {
  readonly path: string
  readonly status: Stats
}

/** Neither follows a link nor waits for whoever writes into a pipe, where the platform can be told so. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a regular file that was found. Undefined for anything else, and where another file has taken its place since it
 * was looked at, which a link put into its path would do. Who opens it closes it.
 */
export const openFound = async ({ path, status }: Found): Promise<FileHandle | undefined> => {
  if (!status.isFile()) return undefined
  const file = await open(path, flags).catch(() => undefined)
  if (file === undefined) return undefined
  const now = await file.stat().catch(() => undefined)
  if (now?.isFile() === true && now.dev === status.dev && now.ino === status.ino) return file
  await file.close()
  return undefined
}

/** The bytes of a regular file that was found, `most` of them at most. */
export const readOpened = async (found: Found, most: number): Promise<Buffer | undefined> => {
  const file = await openFound(found)
  if (file === undefined) return undefined
  try {
    const bytes = Buffer.alloc(Math.min(found.status.size, most))
    return bytes.subarray(0, await fill(file, bytes, 0))
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}

/** Fills a buffer from a place in a file; how many bytes there were. */
export const fill = async (file: FileHandle, into: Buffer, position: number): Promise<number> => {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}
