import { visibleLine } from '../../ui/visible.ts'
import type { Blamed, Run } from './runs.ts'

export type Origin = Blamed['origins'][number]
export type Writer = Blamed['writers'][number]

/** Whose lines are told apart, in the order in which it is said. */
export const kinds = ['session', 'person', 'bot', 'unknown'] as const

export type Kind = Writer['kind']

/** Where a run comes from: the commit, undefined where it is not known, and who wrote it. */
export interface Source {
  readonly origin: Origin | undefined
  readonly writer: Writer
}

export const sourceOf = ({ origins, writers }: Blamed, { origin, writer }: Run): Source => ({
  origin: origin === null ? undefined : origins[origin],
  writer: writers[writer]!,
})

/** What a session was asked, in a line. */
export const promptIn = ({ prompt }: Writer): string =>
  prompt === null ? 'A session, before any prompt' : visibleLine(prompt.text).slice(0, 300)

/** How many lines are whose, and of how many sessions. */
export interface Summary {
  readonly lines: Readonly<Record<Kind, number>>
  readonly sessions: number
}

export const summaryOf = ({ writers, lines }: Pick<Blamed, 'writers' | 'lines'>): Summary => {
  const counted: Record<Kind, number> = { session: 0, person: 0, bot: 0, unknown: 0 }
  const sessions = new Set<string>()
  for (const line of lines) {
    const { kind, session } = writers[line.writer]!
    counted[kind]++
    if (session !== null) sessions.add(session)
  }
  return { lines: counted, sessions: sessions.size }
}
