import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Something larger than what anybody has. */
export interface ScaleCase {
  readonly name: string
  readonly title: string
  /** Writes it below an empty folder; answers the words that name it on our command line. */
  readonly make: (folder: string) => Promise<readonly string[]>
  /** What must hold after a sync: SQL that answers one number, and that number. */
  readonly holds: readonly (readonly [what: string, sql: string, value: number])[]
  /** Questions that are asked then. */
  readonly questions: readonly (readonly string[])[]
  /** Whether the first sync is killed when about half is stored, which is told by SQL that answers true. */
  readonly killWhen?: string
}

const pieceLength = 4 * 1024 * 1024

/** Writes lines to a file as they come, a few megabytes at a time. */
export const writeLines = (file: string, lines: Iterable<string>): void => {
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(file, 'w')
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length < pieceLength) continue
    writeSync(descriptor, piece)
    piece = ''
  }
  writeSync(descriptor, piece)
  closeSync(descriptor)
}
