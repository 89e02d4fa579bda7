import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../src/store/database.ts'
import { sessionsOf } from '../../src/store/questions/sessions-of.ts'
import { usageBy, usageDimensions } from '../../src/store/questions/usage-by.ts'
import { rebuild } from '../../test/support/derive.ts'
import { allDerived, allFacts } from '../../test/support/store.ts'

/** All that stands in a database but lines, which are hashed with its own key, and what some questions answer. */
export const everythingIn = async (database: Database, anew = false) => {
  const client = await database.connect()
  try {
    if (anew) await rebuild(client)
    const period = { timezone: 'UTC' }
    const usage: Record<string, unknown> = {}
    for (const dimension of usageDimensions) usage[dimension] = await usageBy(client, [dimension], period)
    return {
      facts: (await allFacts(client)).map(({ addedLines, removedLines, logLine, ...fact }) => fact),
      ...(await allDerived(client)),
      usage,
      sessions: await sessionsOf(client, period),
    } as Record<string, unknown>
  } finally {
    await client.end()
  }
}

/** Where two differ, by name. */
export const driftBetween = (one: Record<string, unknown>, other: Record<string, unknown>): string[] =>
  Object.keys(one)
    .filter((name) => !isDeepStrictEqual(one[name], other[name]))
    .map((name) => `${name}: ${firstDifference(one[name], other[name])}`)

const firstDifference = (one: unknown, other: unknown): string => {
  if (!Array.isArray(one) || !Array.isArray(other))
    return `${JSON.stringify(one)} and ${JSON.stringify(other)}`.slice(0, 600)
  const index = one.findIndex((value, at) => !isDeepStrictEqual(value, other[at]))
  return `${one.length} and ${other.length}; ${JSON.stringify(one[index])}, not ${JSON.stringify(other[index])}`.slice(
    0,
    600,
  )
}
