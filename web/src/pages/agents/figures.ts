import { count, dollars, duration } from '../../ui/format.ts'
import type { Amount } from './groups.ts'

/** A figure that can be drawn over time. */
export interface FigureKind {
  /** As a button. */
  readonly title: string
  /** In a sentence, after a number where it is counted. */
  readonly words: string
  /** Whether it is told by model, too. */
  readonly byModel: boolean
  readonly valueOf: (amount: Amount) => number
  readonly say: (amount: Amount) => string
}

const counted = (title: string, words: string, of: (done: NonNullable<Amount['done']>) => number): FigureKind => ({
  title,
  words,
  byModel: false,
  valueOf: ({ done }) => (done ? of(done) : 0),
  say: ({ done }) => count(done ? of(done) : 0),
})

/** What can be drawn over time, by its name in the address. */
export const figures = {
  prompts: counted('Prompts', 'prompts', (done) => done.prompts),
  sessions: counted('Sessions', 'sessions', (done) => done.sessions),
  calls: counted('Tool calls', 'tool calls', (done) => done.toolCalls),
  failed: counted('Failed calls', 'failed tool calls', (done) => done.toolErrors),
  stopped: counted('Interruptions', 'interruptions', (done) => done.interruptions),
  active: {
    title: 'Active time',
    words: 'active time of agents',
    byModel: false,
    valueOf: ({ done }) => done?.activeMs ?? 0,
    say: ({ done }) => duration(done?.activeMs ?? 0),
  },
  cost: {
    title: 'Cost',
    words: 'cost at list price',
    byModel: true,
    valueOf: ({ spent }) => spent?.knownCostUsd ?? 0,
    say: ({ spent }) => costOf(spent),
  },
} as const satisfies Record<string, FigureKind>

export type FigureName = keyof typeof figures

export const figureNames = Object.keys(figures) as [FigureName, ...FigureName[]]

/** The cost of an amount, `≥` where part of it is not known. */
export const costOf = (spent: Amount['spent']): string => {
  if (!spent) return dollars(0)
  const nothingKnown = spent.messages > 0 && spent.unpricedMessages === spent.messages
  return dollars(nothingKnown ? null : spent.knownCostUsd, isLowerBound(spent)).replace(' ', '\u00a0')
}

/** Whether more was spent than is known. */
export const isLowerBound = (spent: Amount['spent']): boolean =>
  spent !== undefined && spent.unpricedMessages + spent.lowerBoundMessages > 0
