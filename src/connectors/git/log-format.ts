import { devNull } from 'node:os'
import { decodeText } from './text.ts'

/** What a commit says of itself. Instants are milliseconds since 1970. */
export interface CommitHeader {
  readonly sha: string
  readonly parents: readonly string[]
  readonly authorName: string
  readonly authorEmail: string
  readonly authoredAt: number
  readonly committerName: string
  readonly committerEmail: string
  readonly committedAt: number
  readonly message: string
  /** Whether the message was cut after 256 kB. */
  readonly cut: boolean
}

const mostMessageBytes = 262_144
const latestSecond = 253_402_300_799

/** The header's fields: each begins with a NUL, which no commit can contain, and a NUL follows the last. */
const fields = ['%H', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B']
export const fieldCount = fields.length
const headerFormat = `--format=${fields.map((field) => `%x00${field}`).join('')}%x00`

const milliseconds = (field: string): number | undefined => {
  const seconds = Number.parseInt(field, 10)
  return Number.isNaN(seconds) ? undefined : Math.max(-latestSecond, Math.min(seconds, latestSecond)) * 1000
}

/** Dates that git cannot read become the other date, else 1970; dates beyond the year 9999 become its end. */
export const commitHeader = (parts: readonly Buffer[]): CommitHeader => {
  const text = (index: number) => decodeText(parts[index]!)
  const message = parts[8]!
  const authoredAt = milliseconds(text(4))
  const committedAt = milliseconds(text(7))
  return {
    sha: text(0),
    parents: text(1) === '' ? [] : text(1).split(' '),
    authorName: text(2),
    authorEmail: text(3),
    authoredAt: authoredAt ?? committedAt ?? 0,
    committerName: text(5),
    committerEmail: text(6),
    committedAt: committedAt ?? authoredAt ?? 0,
    message: decodeText(message.subarray(0, mostMessageBytes)),
    cut: message.length > mostMessageBytes,
  }
}

/** What `git log` is told so that no setting of a repository changes what it prints. */
export const logParameters = [
  '--stdin',
  headerFormat,
  '-z',
  '--encoding=UTF-8',
  '--no-mailmap',
  '--no-decorate',
  '--no-notes',
  '--no-show-signature',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
]

/** Raw entries and patches, as `git show` makes them where nothing is configured. */
export const patchParameters = [
  '--raw',
  '--no-abbrev',
  '--patch',
  '--full-index',
  '-U3',
  '-M50%',
  '-l1000',
  '--inter-hunk-context=0',
  '--diff-algorithm=myers',
  '--indent-heuristic',
  '--ignore-submodules=none',
  '--submodule=short',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  `-O${devNull}`,
]

/** Raw entries alone: needs trees, but no file's content. */
export const entryParameters = ['--raw', '--no-abbrev', '--no-renames', '--ignore-submodules=none', `-O${devNull}`]

/** Raw entries, with the names that files had before. */
export const nameParameters = ['--raw', '--no-abbrev', '-M50%', '-l1000', '--ignore-submodules=none', `-O${devNull}`]
