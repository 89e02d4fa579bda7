import type { Batch, ReadReport, SetAside } from '../../model/connector.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { commitRecords, fileChangeRecord } from './commit-records.ts'
import { type GitCursor, toJson } from './cursor.ts'
import type { EvidenceRead } from './evidence/evidence-read.ts'
import type { CommitItem, FileItem } from './log-parser.ts'
import type { MergeCommit } from './merges/merge-record.ts'

const mostCommits = 500
const mostBytes = 4_000_000

/** Collects what one batch holds. */
export class BatchBuilder {
  readonly #repository: string
  readonly #shallow: ReadonlySet<string>
  #records: AnyRecord[] = []
  #merges: MergeCommit[] = []
  #setAside: SetAside[] = []
  #skipped: Record<string, number> = {}
  #commits = 0
  #weight = 0
  #gitBytes = 0
  #whole = 0

  constructor(repository: string, shallow: readonly string[]) {
    this.#repository = repository
    this.#shallow = new Set(shallow)
  }

  get full(): boolean {
    return this.#commits >= mostCommits || this.#weight >= mostBytes
  }

  get records(): readonly AnyRecord[] {
    return this.#records
  }

  /** The merge commits among them. */
  get merges(): readonly MergeCommit[] {
    return this.#merges
  }

  add(records: readonly AnyRecord[]): void {
    for (const record of records) this.#records.push(record)
    this.#whole = this.#records.length
  }

  evidence({ records, bytes, setAside, skipped }: EvidenceRead): void {
    this.add(records)
    this.skip(skipped)
    for (const what of setAside) this.setAside(what)
    this.countBytes(bytes)
    this.#weight += records.length * 400 + bytes / 10
  }

  skip(skipped: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(skipped)) this.#skipped[name] = (this.#skipped[name] ?? 0) + count
  }

  setAside(what: SetAside): void {
    this.#setAside.push(what)
  }

  countBytes(bytes: number): void {
    this.#gitBytes += bytes
  }

  file({ header, file }: FileItem, position: number): void {
    if (this.#shallow.has(header.sha)) return
    this.#records.push(fileChangeRecord(this.#repository, header, file))
    this.#weight += file.bytes + 200
    if (file.hunks === undefined && !file.binary && file.added + file.removed > 0) {
      const reason = `too large to keep its lines: ${file.added + file.removed} changed lines, ${file.bytes} bytes`
      this.setAside({ position, length: 1, reason, subject: `${header.sha} ${file.entry.path}` })
    }
  }

  commit(item: CommitItem, position: number): void {
    const { header } = item
    const changeKnown = !this.#shallow.has(header.sha)
    if (!changeKnown) this.skip({ 'change of the commit where a shallow clone ends': 1 })
    if (header.cut) this.setAside({ position, length: 1, reason: 'message over 256 kB was cut', subject: header.sha })
    this.add(commitRecords(this.#repository, item, changeKnown))
    if (changeKnown && header.parents.length > 1) {
      const { sha, parents, committedAt } = header
      this.#merges.push({ sha, parents, committedAt, position })
    }
    this.#commits++
    this.#weight += header.message.length + 500
  }

  /** Takes back the files of a commit that did not come to its end. */
  dropUnfinished(): void {
    this.#records.length = this.#whole
  }

  /** The batch, with these records for the ones collected; then it is empty. */
  take(cursor: GitCursor, records: readonly AnyRecord[]): Batch {
    const report: ReadReport = {
      bytes: this.#gitBytes,
      items: this.#commits,
      skipped: this.#skipped,
      unknown: {},
      versions: {},
      setAside: this.#setAside,
    }
    this.#records = []
    this.#merges = []
    this.#setAside = []
    this.#skipped = {}
    this.#commits = 0
    this.#weight = 0
    this.#gitBytes = 0
    this.#whole = 0
    return { records, cursor: toJson(cursor), report }
  }
}
