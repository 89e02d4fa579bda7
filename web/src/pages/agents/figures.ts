import { count, dollars, duration, short } from '../../ui/format.ts'
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
  /** A value where there is little room. */
  readonly brief: (value: number) => string
}

/** `12 min`, `3.1 h` */
const hours = (ms: number): string =>
  ms < 3_570_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`

const counted = (title: string, words: string, of: (done: NonNullable<Amount['done']>) => number): FigureKind => ({
  title,
  words,
  byModel: false,
  valueOf: ({ done }) => (done ? of(done) : 0),
  say: ({ done }) => count(done ? of(done) : 0),
  brief: short,
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
    brief: hours,
  },
  cost: {
    title: 'Cost',
    words: 'cost at list price',
    byModel: true,
    valueOf: ({ spent }) => spent?.knownCostUsd ?? 0,
    say: ({ spent }) => costOf(spent),
    brief: (value) => dollars(value),
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
