import type { Random } from '../random.ts'
import type { Change, RepositoryName, Step } from '../script.ts'
import { type Market, marketOf } from './markets.ts'

/** What sort of change it is, in the words of conventional commits. */
export type Nature = 'feat' | 'fix' | 'docs' | 'perf' | 'chore' | 'test'

/** What is wanted: in full, in a few words, or as one would say it. */
export interface Asks {
  full: string
  short: string
  chat: string
}

/** A mistake that an agent makes at times: how the file would read, who says what, what the agent answers. */
export interface Slip {
  path: string
  right: string
  wrong: string
  complaint: string
  answer: string
  /** Whether the test would find it, so that it only happens without the test. */
  tested?: boolean
}

/** A small piece of work as somebody might hand it to an agent. */
export interface Task {
  repository: RepositoryName
  /** Names the branch. */
  slug: string
  /** The part of the repository: `webhooks`. */
  area: string
  nature: Nature
  /** Names for it that a commit or a pull request might have. */
  subjects: readonly [string, ...string[]]
  asks: Asks
  /** What must hold when it is done. */
  must?: readonly string[]
  /** What somebody saw or wrote, pasted below the prompt. */
  pasted?: string
  /** The reason, as a commit gives it. */
  why: string
  /** What the agent says before it begins. */
  intro: string
  looks: Step[]
  changes: readonly [Change, ...Change[]]
  test?: { path: string; content: string }
  slip?: Slip
  check: { command: string; about: string; passes: string; fails: string; seconds: number }
  answer: string
}

/** Gives the next value of a list, and how often the list was gone through before. */
export interface Supply {
  next<Value>(name: string, values: readonly Value[]): { value: Value; round: number; market: Market }
  /** How many values of a list were given. */
  taken(name: string): number
}

export const createSupply = (random: Random): Supply => {
  const used = new Map<string, { order: number[]; taken: number }>()
  return {
    next: (name, values) => {
      let state = used.get(name)
      if (!state) {
        state = { order: random.shuffle(values.map((_, index) => index)), taken: 0 }
        used.set(name, state)
      }
      const index = state.taken++
      const chosen = state.order[index % values.length]!
      const round = Math.floor(index / values.length)
      return { value: values[chosen]!, round, market: marketOf(round, chosen) }
    },
    taken: (name) => used.get(name)?.taken ?? 0,
  }
}

/** Makes tasks of one kind. */
export interface Kind {
  name: string
  repository: RepositoryName
  /** How many it makes before it has to say for whom, market by market. */
  values: number
  make(supply: Supply, random: Random): Task
}

/** A path with the market in it, once a list is used again. */
export const inMarket = (folder: string, file: string, market: Market): string =>
  market.folder ? `${folder}/${market.folder}/${file}` : `${folder}/${file}`

/** One of several wordings for each way of asking. */
export const wordings = (random: Random, choices: Record<keyof Asks, readonly string[]>): Asks => ({
  full: random.pick(choices.full),
  short: random.pick(choices.short),
  chat: random.pick(choices.chat),
})

export const capitalised = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase())
