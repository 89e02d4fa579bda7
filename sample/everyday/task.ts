import type { Random } from '../random.ts'
import type { RepositoryName, Step } from '../script.ts'
import { type Market, marketOf } from './markets.ts'

/** A small piece of work as somebody might hand it to an agent. */
export interface Task {
  repository: RepositoryName
  /** Names the branch. */
  slug: string
  subject: string
  prompts: { precise: string; brief: string; chatty: string }
  /** What the agent says before it begins. */
  intro: string
  looks: Step[]
  files: { path: string; content: string }[]
  test?: { path: string; content: string }
  /** A mistake that an agent makes here at times: how the file would read, who says what, what the agent answers. */
  slip?: {
    path: string
    right: string
    wrong: string
    complaint: string
    answer: string
    /** Whether the test would find it, so that it only happens without the test. */
    tested?: boolean
  }
  check: { command: string; about: string; passes: string; fails: string; seconds: number }
  answer: string
}

/** Gives the next value of a list, and how often the list was gone through before. */
export interface Supply {
  next<Value>(name: string, values: readonly Value[]): { value: Value; round: number; market: Market }
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
  }
}

/** Makes tasks of one kind. */
export interface Kind {
  name: string
  /** Comes up a third as often as others. */
  rare?: boolean
  repository: RepositoryName
  make(supply: Supply, random: Random): Task
}

/** A path with the market in it, once a list is used again. */
export const inMarket = (folder: string, file: string, market: Market): string =>
  market.folder ? `${folder}/${market.folder}/${file}` : `${folder}/${file}`
