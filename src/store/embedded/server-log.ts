import { closeSync, copyFileSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs'

const longestLog = 4 * 1024 ** 2
const longestTail = 16 * 1024

/** Keeps the log and one predecessor, each of a few megabytes. The server appends, so the file can be cut under it. */
export function boundLog(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size <= longestLog) return
  try {
    copyFileSync(path, `${path}.1`)
  } catch {
    // On a full disk the log is worth less than the room it takes.
  }
  truncateSync(path)
}

export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** What was written from `start` on, at most its last 16 KiB. */
export function logTail(path: string, start: number): string {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const from = Math.max(Math.min(start, size), size - longestTail)
    const buffer = Buffer.alloc(size - from)
    readSync(file, buffer, 0, buffer.length, from)
    return buffer.toString('utf8')
  } finally {
    closeSync(file)
  }
}
