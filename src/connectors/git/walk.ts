import type { SetAside } from '../../model/connector.ts'
import type { LogItem } from './log-parser.ts'

/** The commits that `tips` reach and `known` do not, newest first, in an order that depends on nothing else. */
export interface Walk {
  readonly gitDirectory: string
  readonly tips: readonly string[]
  readonly known: readonly string[]
  readonly signal?: AbortSignal | undefined
}

/** A commit that could not be read in full. Its place is its index in the walk. */
export interface SetAsideItem {
  readonly type: 'set-aside'
  readonly what: SetAside
}

/** The walk itself cannot go on: a commit is missing or damaged. */
export interface BrokenItem {
  readonly type: 'broken'
  readonly done: number
  readonly words: string
}

/** Output of git read so far by this walk. */
export interface BytesItem {
  readonly type: 'bytes'
  readonly bytes: number
}

/** Files of a commit that failed half way come again: what was given of it before is void. */
export interface AgainItem {
  readonly type: 'again'
}

export type HistoryItem = LogItem | SetAsideItem | BrokenItem | BytesItem | AgainItem

export const walkInput = (walk: Walk): string =>
  [...walk.tips, ...walk.known.map((sha) => `^${sha}`)].map((line) => `${line}\n`).join('')
