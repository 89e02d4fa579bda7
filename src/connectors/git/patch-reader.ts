import { type ChangedFile, changedFile, type RawEntry } from './changed-file.ts'
import type { PatchId } from './patch-id.ts'

const mostChangedLines = 200_000
const mostPatchBytes = 20_000_000

const space = 0x20
const plus = 0x2b
const minus = 0x2d
const backslash = 0x5c

/** Reads one commit's patch line by line. Its files come in the order of the raw entries. */
export class PatchReader {
  readonly #patchId: PatchId
  readonly #finished: (file: ChangedFile) => void
  readonly #entries: RawEntry[]
  #next = 0
  #file: ChangedFile | undefined
  #skipLines = false
  #oldLeft = 0
  #newLeft = 0
  #oldLine = 0
  #newLine = 0
  #groupOld = 0
  #groupNew = 0
  /** What the line that is being read began with, while its end has not come. */
  #longLine = 0

  /** @param finished is called with each file when it is complete */
  constructor(entries: RawEntry[], patchId: PatchId, finished: (file: ChangedFile) => void) {
    this.#entries = entries
    this.#patchId = patchId
    this.#finished = finished
  }

  get inHunk(): boolean {
    return this.#oldLeft > 0 || this.#newLeft > 0
  }

  /** A whole line, without its newline. */
  line(buffer: Buffer, from: number, to: number): void {
    if (this.#longLine !== 0) {
      this.longLine(buffer, from, to)
      this.#longLine = 0
    } else if (this.inHunk) this.#hunkLine(buffer, from, to, true)
    else this.#headerLine(buffer, from, to)
  }

  /** A piece of a hunk's line that is too long to be held: it is counted and hashed, the file's lines are dropped. */
  longLine(buffer: Buffer, from: number, to: number): void {
    this.#dropLines()
    if (this.#longLine === 0) {
      this.#longLine = buffer[from]!
      this.#hunkLine(buffer, from, to, false)
    } else this.#patchId.lineGoesOn(buffer, from, to)
    if (this.#file !== undefined) this.#file.bytes += to - from
  }

  /** @returns the patch id, where there was a patch */
  finish(): string | undefined {
    this.#closeFile()
    return this.#patchId.finish()
  }

  #hunkLine(buffer: Buffer, from: number, to: number, whole: boolean): void {
    const marker = buffer[from]
    if (marker === backslash) return
    const file = this.#file!
    if (marker === space) {
      this.#closeGroup()
      this.#oldLine++
      this.#newLine++
      this.#oldLeft--
      this.#newLeft--
    } else if (marker === plus) {
      this.#groupNew++
      this.#newLine++
      this.#newLeft--
      if (!this.#skipLines) file.addedLines.push(whole ? buffer.toString('utf8', from + 1, to) : '')
    } else if (marker === minus) {
      this.#groupOld++
      this.#oldLine++
      this.#oldLeft--
      if (!this.#skipLines) file.removedLines.push(whole ? buffer.toString('utf8', from + 1, to) : '')
    } else throw new Error(`no line of a hunk: ${buffer.toString('latin1', from, Math.min(to, from + 40))}`)
    this.#patchId.line(buffer, from, to)
    file.bytes += to - from
    if (!this.inHunk) this.#closeGroup()
  }

  #headerLine(buffer: Buffer, from: number, to: number): void {
    const first = buffer[from]
    if (first === backslash) return
    const start = buffer.toString('latin1', from, Math.min(to, from + 13))
    if (start.startsWith('@@ -')) this.#openHunk(buffer.toString('latin1', from, Math.min(to, from + 80)))
    else if (start.startsWith('diff --git ')) {
      this.#openFile()
      this.#patchId.file(buffer, from, to)
    } else if (start.startsWith('index ')) this.#patchId.index(buffer.toString('latin1', from, to))
    else if (start.startsWith('Binary files ')) {
      if (this.#file !== undefined) this.#file.binary = true
      this.#patchId.binary()
    } else this.#patchId.header(buffer, from, to)
  }

  #openHunk(header: string): void {
    const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(header)
    if (match === null) throw new Error(`no header of a hunk: ${header}`)
    this.#oldLeft = Number(match[2] ?? 1)
    this.#newLeft = Number(match[4] ?? 1)
    this.#oldLine = Number(match[1]) + (this.#oldLeft === 0 ? 1 : 0)
    this.#newLine = Number(match[3]) + (this.#newLeft === 0 ? 1 : 0)
  }

  /** A change of type (file to symbolic link) comes as two sections with one entry: removed, then created. */
  #openFile(): void {
    const entry = this.#file?.entry
    if (entry?.status === 'T' && this.#next < 0) {
      this.#next = -this.#next
      return
    }
    this.#closeFile()
    const opened = this.#entries[this.#next++]
    if (opened === undefined) throw new Error('a patch of a file that the commit does not list')
    if (opened.status === 'T') this.#next = -this.#next
    this.#file = changedFile(opened)
    this.#skipLines = this.#file.binary
  }

  #closeFile(): void {
    const file = this.#file
    if (file === undefined) return
    if (this.#next < 0) this.#next = -this.#next
    this.#file = undefined
    if (file.binary) {
      file.added = 0
      file.removed = 0
      file.hunks = undefined
    }
    this.#finished(file)
  }

  #closeGroup(): void {
    const oldCount = this.#groupOld
    const newCount = this.#groupNew
    if (oldCount === 0 && newCount === 0) return
    const file = this.#file!
    file.removed += oldCount
    file.added += newCount
    const oldStart = this.#oldLine - oldCount - (oldCount === 0 ? 1 : 0)
    const newStart = this.#newLine - newCount - (newCount === 0 ? 1 : 0)
    file.hunks?.push([oldStart, oldCount, newStart, newCount])
    this.#groupOld = 0
    this.#groupNew = 0
    if (file.added + file.removed > mostChangedLines || file.bytes > mostPatchBytes) this.#dropLines()
  }

  #dropLines(): void {
    this.#skipLines = true
    const file = this.#file
    if (file === undefined) return
    file.hunks = undefined
    file.addedLines = []
    file.removedLines = []
  }
}
