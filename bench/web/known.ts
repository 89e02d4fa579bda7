import type { Page } from 'playwright-core'
import type { Answer, Parameters, Question } from '../../web/src/api/ask.ts'
import { addressOf } from '../../web/src/api/ask.ts'

/** What there is to look at. */
export interface Known {
  readonly repositories: readonly string[]
  readonly persons: readonly string[]
  /** Days of which something is on record, as addresses name them. */
  readonly periods: readonly string[]
  /** The sessions with most in them, and how often one can jump in each. */
  readonly sessions: readonly {
    readonly id: string
    readonly prompts: number
    readonly edits: number
    readonly failures: number
  }[]
}

const few = 3
const mostPeriods = 30
const dayMs = 86_400_000

/** Asks the server what there is, as the page would. */
export const known = async (page: Page): Promise<Known> => {
  const ask = async <Name extends Question>(name: Name, parameters: Parameters<Name>): Promise<Answer<Name>> =>
    page.evaluate(async (address) => (await fetch(address)).json(), addressOf(name, parameters)) as Promise<
      Answer<Name>
    >
  const bySessions = <Of extends { readonly sessions: number; readonly name: string }>(items: readonly Of[]) =>
    items
      .toSorted((a, b) => b.sessions - a.sessions)
      .slice(0, few)
      .map(({ name }) => name)
  const [repositories, persons, listed] = [
    await ask('repositories', { limit: 1000 }),
    await ask('persons', { limit: 1000 }),
    await ask('sessions', { limit: 500 }),
  ]
  const latest = Date.parse(listed.items[0]!.endedAt)
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  const longest = listed.items.toSorted((a, b) => b.toolCalls - a.toolCalls).slice(0, few)
  const sessions = []
  for (const { id } of longest) {
    const { items } = await ask('session-outline', { id, limit: 5000 })
    sessions.push({
      id,
      prompts: items.filter((item) => item.kind === 'turn' && item.human).length,
      edits: items.filter((item) => item.kind === 'toolCall' && item.editedFiles > 0).length,
      failures: items.filter((item) => item.kind === 'toolCall' && item.status === 'error').length,
    })
  }
  return {
    repositories: bySessions(repositories.items),
    persons: bySessions(persons.items.filter(({ bot }) => !bot)),
    periods: Array.from(
      { length: mostPeriods },
      (_, index) => `period=custom&since=${day(latest - (7 + index) * dayMs)}&until=${day(latest)}`,
    ),
    sessions,
  }
}
