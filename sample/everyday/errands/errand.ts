import type { Change, RepositoryName } from '../../script.ts'
import type { Asks, Nature, Slip } from '../task.ts'

/** A small piece of work that comes up once: a bug, a wish, a dependency. */
export interface Errand {
  repository: RepositoryName
  slug: string
  area: string
  nature: Nature
  subjects: readonly [string, ...string[]]
  asks: Asks
  must?: readonly string[]
  /** What somebody saw or wrote, pasted below the prompt. */
  pasted?: string
  why: string
  changes: readonly [Change, ...Change[]]
  test?: { path: string; content: string; tests: number; fails: readonly [name: string, message: string] }
  slip?: Slip
  answer: string
}
