/** `[oldStart, oldCount, newStart, newCount]` as `git diff -U0` counts: a start beside a count of 0 is the line before. */
export type Hunk = [oldStart: number, oldCount: number, newStart: number, newCount: number]

/** One entry of `git log --raw`: a file that a commit changed. */
export interface RawEntry {
  readonly oldMode: string
  readonly newMode: string
  readonly oldId: string
  readonly newId: string
  /** `A`, `C`, `D`, `M`, `R` or `T`. */
  readonly status: string
  readonly path: string
  readonly oldPath?: string
}

/** A file that a commit changed, and how. */
export interface ChangedFile {
  readonly entry: RawEntry
  binary: boolean
  added: number
  removed: number
  /** Undefined where lines were dropped or never known. */
  hunks: Hunk[] | undefined
  addedLines: string[]
  removedLines: string[]
  /** Bytes of its patch. */
  bytes: number
}

const submodule = '160000'

export const changedFile = (entry: RawEntry): ChangedFile => ({
  entry,
  binary: entry.oldMode === submodule || entry.newMode === submodule,
  added: 0,
  removed: 0,
  hunks: [],
  addedLines: [],
  removedLines: [],
  bytes: 0,
})
