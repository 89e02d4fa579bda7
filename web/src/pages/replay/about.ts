import { createContext, useContext } from 'react'
import type { FollowedEdit } from './fates.ts'

/** What the rows of a replay know of its session. */
export interface About {
  readonly workingDirectory: string | null | undefined
  /** Whether it is going on: what has no result yet may be running. */
  readonly live: boolean
  /** What is looked for, in lower case; empty where nothing is. */
  readonly find: string
  readonly subagents: ReadonlyMap<string, Subagent>
  /** What became of its edits, by the call that made them. */
  readonly edits: ReadonlyMap<string, readonly FollowedEdit[]>
}

/** What is known of a subagent without its lines. */
export interface Subagent {
  readonly type: string | null
  readonly task: string | null
  readonly toolCalls: number
  /** Milliseconds; undefined while it runs. */
  readonly ms: number | undefined
}

export const AboutContext = createContext<About>({
  workingDirectory: undefined,
  live: false,
  find: '',
  subagents: new Map(),
  edits: new Map(),
})

export const useAbout = (): About => useContext(AboutContext)
