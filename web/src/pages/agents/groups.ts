import type { Item } from '../../api/hooks.ts'
import type { Stretch } from '../../charts/stretches.ts'

/** What the page can be split by. */
export const dimensions = ['agent', 'model', 'repo', 'person'] as const

export type Dimension = (typeof dimensions)[number]

const doneFigures = [
  'sessions',
  'prompts',
  'toolCalls',
  'toolErrors',
  'interruptions',
  'rejections',
  'compactions',
  'edits',
  'added',
  'removed',
  'activeMs',
] as const

const spentFigures = [
  'inputTokens',
  'cacheCreationTokens',
  'cacheReadTokens',
  'outputTokens',
  'knownCostUsd',
  'messages',
  'unpricedMessages',
  'lowerBoundMessages',
] as const

export type Done = Readonly<Record<(typeof doneFigures)[number], number>>
export type Spent = Readonly<Record<(typeof spentFigures)[number], number>>

/** What was done, and what it took; either is left out where there was none, or where it is not told. */
export interface Amount {
  readonly done?: Done
  readonly spent?: Spent
}

/** One agent, model, repository or person, in all and by stretch of time. */
export interface Group extends Amount {
  readonly key: string
  readonly over: ReadonlyMap<string, Amount>
  readonly before: Amount
}

type Rows = readonly Item<'activity'>[]
type Usage = readonly Item<'usage'>[]

/** What was answered of a period, and of the one before it. */
export interface Answers {
  /** By the dimension: a session counts once. */
  readonly done: Rows
  /** By the dimension and stretch of time. */
  readonly doneOver: Rows
  readonly spentOver: Usage
  readonly doneBefore: Rows
  readonly spentBefore: Usage
}

const noDone = Object.fromEntries(doneFigures.map((name) => [name, 0])) as Done
const noSpent = Object.fromEntries(spentFigures.map((name) => [name, 0])) as Spent

const pick = <Figures extends object>(row: object, none: Figures): Figures =>
  Object.fromEntries(Object.keys(none).map((name) => [name, (row as Record<string, number>)[name]])) as Figures

/** Spending added up. */
export const addSpent = (rows: readonly Spent[]): Spent =>
  Object.fromEntries(spentFigures.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)])) as Spent

/** Joins what was done with what it took, by the keys of a dimension. */
export const groupsOf = (by: Dimension, stretch: Stretch, answers: Answers): Group[] => {
  const groups = new Map<string, { done?: Done; over: Map<string, Amount>; before: Amount }>()
  const at = (key: string) => {
    let group = groups.get(key)
    if (!group) {
      group = { over: new Map(), before: {} }
      groups.set(key, group)
    }
    return group
  }
  for (const row of answers.done) at(row[by as 'agent']!).done = pick(row, noDone)
  for (const row of answers.doneOver) at(row[by as 'agent']!).over.set(row[stretch]!, { done: pick(row, noDone) })
  for (const row of answers.spentOver) {
    const { over } = at(row[by]!)
    over.set(row[stretch]!, { ...over.get(row[stretch]!), spent: pick(row, noSpent) })
  }
  for (const row of answers.doneBefore) at(row[by as 'agent']!).before = { done: pick(row, noDone) }
  for (const row of answers.spentBefore) {
    const group = at(row[by]!)
    group.before = { ...group.before, spent: pick(row, noSpent) }
  }
  return [...groups].map(([key, { done, over, before }]) => {
    const spent = [...over.values()].flatMap((amount) => (amount.spent ? [amount.spent] : []))
    return {
      key,
      over,
      before,
      ...(done ? { done } : {}),
      ...(spent.length > 0 ? { spent: addSpent(spent) } : {}),
    }
  })
}

/** The largest by the first size that tells them apart; people by their names, for nobody is ranked. */
export const inOrder = (
  by: Dimension,
  groups: readonly Group[],
  ...sizes: readonly ((group: Group) => number)[]
): Group[] =>
  groups.toSorted((a, b) => {
    const byName = a.key < b.key ? -1 : 1
    if (by === 'person') return byName
    return sizes.map((size) => size(b) - size(a)).find((difference) => difference !== 0) ?? byName
  })

/** Tokens of every kind together. */
export const tokensOf = (spent: Spent | undefined): number =>
  spent ? spent.inputTokens + spent.cacheCreationTokens + spent.cacheReadTokens + spent.outputTokens : 0
