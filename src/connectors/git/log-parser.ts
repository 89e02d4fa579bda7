import { ByteWindow } from './byte-window.ts'
import type { ChangedFile, RawEntry } from './changed-file.ts'
import { type CommitHeader, commitHeader, fieldCount } from './log-format.ts'
import { PatchId } from './patch-id.ts'
import { PatchReader } from './patch-reader.ts'
import { decodePath } from './text.ts'

/** A file that a commit changed; the commit itself comes after its files. */
export interface FileItem {
  readonly type: 'file'
  readonly header: CommitHeader
  readonly file: ChangedFile
}

export interface CommitItem {
  readonly type: 'commit'
  readonly header: CommitHeader
  readonly entries: readonly RawEntry[]
  readonly added: number
  readonly removed: number
  readonly patchId: string | undefined
}

export type LogItem = FileItem | CommitItem

const longestLineHeld = 20_000_000
const newline = 0x0a
const colon = 0x3a

/** Takes the output of `git log` in pieces (see log-format.ts), and gives commits and files as they are complete. */
export class LogParser {
  readonly #window = new ByteWindow()
  readonly #patches: boolean
  #items: LogItem[] = []
  #step: () => boolean = this.#readHeader
  #header: CommitHeader | undefined
  #entries: RawEntry[] = []
  #patch: PatchReader | undefined
  #patchIds: PatchId | undefined
  #added = 0
  #removed = 0

  /** @param patches whether patches follow the raw entries */
  constructor(patches: boolean) {
    this.#patches = patches
  }

  /** Takes the next piece, and gives what is complete now. */
  push(chunk: Buffer): LogItem[] {
    this.#window.append(chunk)
    while (this.#step()) {}
    return this.#take()
  }

  /** Gives the last commit; only to be called when git ended well. */
  end(): LogItem[] {
    this.#finishCommit()
    return this.#take()
  }

  #take(): LogItem[] {
    const items = this.#items
    this.#items = []
    return items
  }

  #readHeader(): boolean {
    const { buffer, start, end } = this.#window
    const parts: Buffer[] = []
    let at = start + 1
    while (parts.length < fieldCount) {
      const next = at < end ? buffer.indexOf(0, at) : -1
      if (next === -1 || next >= end) return false
      parts.push(buffer.subarray(at, next))
      at = next + 1
    }
    if (at >= end) return false
    this.#header = commitHeader(parts)
    this.#window.start = at + 1
    this.#step = this.#readSeparator
    return true
  }

  #readSeparator(): boolean {
    const { buffer, start, end } = this.#window
    if (start === end) return false
    if (buffer[start] === newline) {
      this.#window.start++
      this.#step = this.#readEntries
    } else this.#finishCommit()
    return true
  }

  #readEntries(): boolean {
    const { buffer, start, end } = this.#window
    if (start === end) return false
    if (buffer[start] !== colon) {
      if (this.#patches) this.#openPatch()
      else this.#finishCommit()
      return true
    }
    const metaEnd = buffer.indexOf(0, start)
    if (metaEnd === -1 || metaEnd >= end) return false
    const pathEnd = buffer.indexOf(0, metaEnd + 1)
    if (pathEnd === -1 || pathEnd >= end) return false
    const [oldMode, newMode, oldId, newId, status] = buffer.toString('latin1', start + 1, metaEnd).split(' ')
    const path = decodePath(buffer.subarray(metaEnd + 1, pathEnd))
    const entry = { oldMode: oldMode!, newMode: newMode!, oldId: oldId!, newId: newId!, status: status![0]! }
    if (entry.status !== 'R' && entry.status !== 'C') {
      this.#entries.push({ ...entry, path })
      this.#window.start = pathEnd + 1
      return true
    }
    const newPathEnd = buffer.indexOf(0, pathEnd + 1)
    if (newPathEnd === -1 || newPathEnd >= end) return false
    this.#entries.push({ ...entry, path: decodePath(buffer.subarray(pathEnd + 1, newPathEnd)), oldPath: path })
    this.#window.start = newPathEnd + 1
    return true
  }

  #openPatch(): void {
    const header = this.#header!
    this.#window.start++
    this.#patchIds ??= new PatchId(header.sha.length === 64 ? 'sha256' : 'sha1')
    this.#patch = new PatchReader(this.#entries, this.#patchIds, (file) => {
      this.#added += file.added
      this.#removed += file.removed
      this.#items.push({ type: 'file', header, file })
    })
    this.#step = this.#readPatch
  }

  #readPatch(): boolean {
    const window = this.#window
    const patch = this.#patch!
    for (;;) {
      if (window.start === window.end) return false
      if (!patch.inHunk && window.buffer[window.start] === 0) {
        this.#finishCommit()
        return true
      }
      const lineEnd = window.find(newline)
      if (lineEnd === -1) {
        if (patch.inHunk && window.end - window.start > longestLineHeld) {
          patch.longLine(window.buffer, window.start, window.end)
          window.start = window.end
        }
        return false
      }
      patch.line(window.buffer, window.start, lineEnd)
      window.start = lineEnd + 1
    }
  }

  #finishCommit(): void {
    const header = this.#header
    if (header === undefined) return
    const patchId = this.#patch?.finish()
    const entries = this.#entries
    this.#items.push({ type: 'commit', header, entries, added: this.#added, removed: this.#removed, patchId })
    this.#header = undefined
    this.#patch = undefined
    this.#entries = []
    this.#added = 0
    this.#removed = 0
    this.#step = this.#readHeader
  }
}
